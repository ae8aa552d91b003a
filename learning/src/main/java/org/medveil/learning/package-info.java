/**
 * Models, their gradients per patient, and the step that clips and adds them.
 *
 * <p>A {@link org.medveil.learning.ModelSpec} is a DL4J configuration that was checked to be safe
 * for patient-level clipping; it yields a {@link org.medveil.learning.PatientGradient}, which
 * {@link org.medveil.learning.DpSgdStep} feeds into the grid of a private run. {@link
 * org.medveil.learning.Optimizer} moves parameters by gradients that are noised already.
 *
 * <p>{@link org.medveil.learning.ModelGraph} describes a checked network in plain operations, for
 * an engine that knows nothing of DL4J.
 *
 * <p>What must not be here: noise, accounting and ledgers (dp-aggregation), Spark, DICOM, files.
 */
package org.medveil.learning;
