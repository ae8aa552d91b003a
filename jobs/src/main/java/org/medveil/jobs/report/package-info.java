/**
 * The run report: one JSON document in, one self-contained HTML page out.
 *
 * <p>Here: the strict reader of the document (schema: {@code README.md} beside the resources), the
 * verdict drawn from its numbers, and the page. Not here: Spark, tables, measuring anything, or
 * fetching anything. The page never says more than its document, and refuses to show record values
 * or pictures unless the cohort is simulated.
 */
package org.medveil.jobs.report;
