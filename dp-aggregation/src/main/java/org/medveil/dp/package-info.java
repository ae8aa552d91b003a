/**
 * The arithmetic of patient-level differential privacy: what a run may spend, what it spent, how a
 * sum of patients' contributions becomes a release, and how releases of several hospitals become
 * one model. Shapes, units and sources stand at each type; the proofs are in {@code docs/privacy}.
 *
 * <p>Not here: Spark, native code, gradients of a model, pixels. Noise comes from outside through
 * {@link org.medveil.dp.NoiseSource}; nothing in this package draws random numbers.
 */
package org.medveil.dp;
