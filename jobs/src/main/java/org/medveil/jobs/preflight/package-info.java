/**
 * Before a verb's first Spark job: does the configuration make sense, does the cluster answer, has
 * it the cores, the memory and the GPUs. What Spark would wait for without end is refused here.
 * Knows Spark's settings and the Master's state; no table, no verb.
 */
package org.medveil.jobs.preflight;
