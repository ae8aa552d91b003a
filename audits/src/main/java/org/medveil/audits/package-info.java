/**
 * What every audit works on: rows of vectors with where they come from and what is known of them.
 *
 * <p>An audit asks whether a patient can be found, a membership told, a group harmed. Its answers
 * are exact figures: they stay in the house until a mechanism releases them.
 *
 * <p>What must not be here: Spark, files, DICOM, the command line.
 */
package org.medveil.audits;
