/** Writes a simulated consortium of eye hospitals as real DICOM files. */
package org.medveil.jobs.simulate;
