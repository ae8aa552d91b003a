/**
 * Frozen, data-independent encoders: one image in, one vector of floats out.
 *
 * <p>An {@link org.medveil.learning.encode.Encoder} never learns from the hospital's patients, so
 * encoding spends no privacy budget; {@code id()} and {@code sha256()} pin which function was
 * applied, bit for bit, and travel with every bundle. New encoders come in through {@link
 * org.medveil.learning.encode.EncoderProvider} and the {@code ServiceLoader}.
 *
 * <p>What must not be here: anything fitted to patients' data, DICOM, Spark, privacy accounting.
 */
package org.medveil.learning.encode;
