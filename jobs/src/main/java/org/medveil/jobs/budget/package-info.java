/** What a cohort has spent and has left. */
package org.medveil.jobs.budget;
