/**
 * Bytes to facts and pixels: reading of DICOM headers and first frames from files nobody vouches
 * for, small image operations, and keyed pseudonyms. What must not be here: Spark, learning, and
 * privacy accounting.
 */
package org.medveil.imaging;
