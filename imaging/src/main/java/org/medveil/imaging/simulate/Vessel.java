package org.medveil.imaging.simulate;

/**
 * One stretch of a vessel, a straight capsule in the eye's frame.
 *
 * @param width in mm
 * @param vein else an artery
 */
record Vessel(double fromX, double fromY, double toX, double toY, double width, boolean vein) {}
