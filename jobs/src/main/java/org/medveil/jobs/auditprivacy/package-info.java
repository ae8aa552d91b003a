/**
 * Whether the ε of a training run is true: canary patients through the very trainer, on Spark. Not
 * here: the statistics ({@code org.medveil.audits.privacy}), a trainer of its own, a patient.
 */
package org.medveil.jobs.auditprivacy;
