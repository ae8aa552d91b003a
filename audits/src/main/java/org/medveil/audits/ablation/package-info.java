/**
 * Which part of an image carries identity, which demographics, which disease: patches are covered
 * and the change of a readout is noted. Averages over patients are shown, never one patient's map.
 *
 * <p>What must not be here: Spark, files.
 */
package org.medveil.audits.ablation;
