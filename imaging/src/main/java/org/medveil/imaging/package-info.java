/**
 * Bytes to facts and pixels: reading of DICOM headers and first frames from files nobody vouches
 * for, small image operations, and keyed pseudonyms. What must not be here: Spark, learning,
 * privacy accounting, and any other class than {@link org.medveil.imaging.DicomReader} (and the
 * simulator's writer) that knows dcm4che.
 */
package org.medveil.imaging;
