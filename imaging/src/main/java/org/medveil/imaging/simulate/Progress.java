package org.medveil.imaging.simulate;

/**
 * How far the writing is.
 *
 * @param patientsDone patients written completely, over all hospitals and the holdout set
 * @param patients patients to write
 * @param images photographs written so far
 */
public record Progress(int patientsDone, int patients, int images) {}
