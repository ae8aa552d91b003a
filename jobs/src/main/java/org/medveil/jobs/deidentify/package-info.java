/**
 * A folder of DICOM to a folder of de-identified DICOM, and one file explained. What must not be
 * here: rules about attributes or pixels ({@code org.medveil.imaging.deidfile}).
 */
package org.medveil.jobs.deidentify;
