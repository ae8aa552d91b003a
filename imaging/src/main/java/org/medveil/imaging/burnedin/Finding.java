package org.medveil.imaging.burnedin;

/**
 * One box and why it is there; for reports.
 *
 * @param frame 0-based, or -1 for every frame
 * @param box pixels
 * @param evidence where the box came from
 * @param detail name of the rule, or the detector's score; never text read from the image
 */
public record Finding(int frame, Box box, Evidence evidence, String detail) {
  /** Where a box comes from. */
  public enum Evidence {
    /** A region rule. */
    RULE,
    /** Outside the regions of (0018,6011). */
    OUTSIDE_ULTRASOUND_REGIONS,
    /** The text detector. */
    DETECTOR
  }
}
