/**
 * Simulated consortium of eye hospitals, written as real DICOM files: fundus photographs of both
 * eyes over several visits, with invented names in headers and burned into pixels. Everything here
 * is drawn from a seed; nothing is, or was fitted to, a patient's image.
 *
 * <p>What must not be here: reading of DICOM, any use of real data, and any code that the jobs
 * inside a hospital's wall depend on.
 */
package org.medveil.imaging.simulate;
