/** DICOM files to the catalogue ({@code instances}) and the quarantine ({@code rejects}). */
package org.medveil.jobs.ingest;
