/**
 * Statistics of groups of patients: what a patient may contribute, in whole numbers, and what noise
 * that needs. Arithmetic only; the caller brings the rows (Spark, in {@code jobs}) and the ledger's
 * receipt. Nothing here makes a {@link org.medveil.dp.Release}: {@link
 * org.medveil.dp.PrivateStatistics} does.
 */
package org.medveil.dp.statistics;
