package org.medveil.imaging.simulate;

/**
 * What moves the look of an eye besides its own anatomy.
 *
 * @param age whole years at the first visit
 * @param sex M or F
 * @param ethnicity self-reported
 */
record Demographics(int age, char sex, Ethnicity ethnicity) {}
