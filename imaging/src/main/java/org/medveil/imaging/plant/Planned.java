package org.medveil.imaging.plant;

import java.io.Serializable;

/**
 * One file to be planted, by its place in the invented hospital.
 *
 * @param number from 1
 * @param patient from 0, as are study (of the patient), series (of the study) and instance
 * @param template which of the given files carries it
 */
public record Planned(int number, int patient, int study, int series, int instance, int template)
    implements Serializable {}
