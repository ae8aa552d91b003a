package org.medveil.imaging.deid;

import java.io.Serializable;

/**
 * What the options leave open.
 *
 * @param capAges an age over 89 becomes 90, as HIPAA's safe harbour wants
 * @param keepTimes where dates stay or move, times of day stay; else they are treated as without
 *     the option
 * @param keepUnknownWords cleaned text loses what is recognised as identifying; else it keeps what
 *     is recognised as harmless
 * @param studyForPatient an object without PatientID is treated as its study's own patient; else it
 *     is refused
 */
record FineChoices(
    boolean capAges, boolean keepTimes, boolean keepUnknownWords, boolean studyForPatient)
    implements Serializable {}
