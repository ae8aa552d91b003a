/**
 * DICOM keywords as the columns of a table: which type, which values, and which of them may point
 * at a person. What must not be here: Spark, and decisions about what is published.
 */
package org.medveil.imaging.columns;
