/**
 * De-identification of DICOM headers after PS3.15 annex E: the table of attributes and the ten
 * options as data ({@code conf/deid}), profiles, the engine over every level of a data set, keyed
 * UIDs and pseudonyms, shifted dates, cleaned free text, and the scan of the written bytes for what
 * should be gone. What must not be here: pixels' own text, Spark, files, logs, and any value of a
 * patient in a message.
 */
package org.medveil.imaging.deid;
