package org.medveil.imaging.burnedin;

/**
 * One box and why it is there; for reports.
 *
 * @param frame 0-based, or -1 for every frame
 * @param box pixels
 * @param evidence where the box came from
 * @param detail name of the rule, the detector's score, or the reader's confidence; never text read
 *     from the image
 */
public record Finding(int frame, Box box, Evidence evidence, String detail) {
  /** Where a box comes from. */
  public enum Evidence {
    /** A region rule. */
    RULE,
    /** Outside the regions of (0018,6011). */
    OUTSIDE_ULTRASOUND_REGIONS,
    /** The text detector. */
    DETECTOR,
    /** A word that the text reader read. */
    READER,
    /** The text reader read, well or badly, a word of the object's own header. */
    OWN_WORDS
  }

  /** Only the text reader found it: it looks where the detector finds nothing more. */
  public boolean isRead() {
    return evidence == Evidence.READER || evidence == Evidence.OWN_WORDS;
  }
}
