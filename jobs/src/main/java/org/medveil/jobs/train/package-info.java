/**
 * Vectors to a site update, by DP-SGD with the patient as unit. The only verb that spends budget.
 */
package org.medveil.jobs.train;
