/**
 * One DICOM file through all steps of de-identification, bytes to bytes: text in pixels and faces
 * ({@code burnedin}), header ({@code deid}), and the last look at what would be written. What must
 * not be here: rules of either step, Spark, where files come from and go to, and any value of a
 * patient outside of what was asked to be shown.
 */
package org.medveil.imaging.deidfile;
