/**
 * {@code spark.read().format("dicom")}: DICOM files as rows, one column per keyword. What must not
 * be here: pseudonyms and policies; what is read this way is as identifying as the files are.
 */
package org.medveil.jobs.dicomsource;
