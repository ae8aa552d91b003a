/**
 * Counts, histograms, sums, means and quantiles of a data set on Spark, with the patient as unit:
 * Spark brings each patient's rows together, {@code org.medveil.dp.statistics} bounds and adds them
 * up, the ledger pays. For any verb that tells facts about a cohort.
 */
package org.medveil.jobs.statistics;
