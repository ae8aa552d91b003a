package org.medveil.imaging.burnedin;

/**
 * A word as a reader read it. What it says is compared and forgotten: it may stand in no report,
 * log or message.
 *
 * @param box pixels of the plane
 * @param line words of one line have one number
 * @param text as it was read
 * @param confidence the reader's own, 0–100
 */
public record ReadWord(Box box, int line, String text, double confidence) {

  /** Letters and digits in it. */
  int signs() {
    return (int) text.codePoints().filter(Character::isLetterOrDigit).count();
  }

  @Override
  public String toString() {
    return "ReadWord[" + box + ", text withheld]";
  }
}
