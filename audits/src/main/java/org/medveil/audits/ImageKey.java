package org.medveil.audits;

/**
 * Whose image, and which one.
 *
 * @param subject pseudonym of the patient, not empty
 * @param instance pseudonym of the image, not empty, unique among the rows of an audit
 */
public record ImageKey(String subject, String instance) {
  /** Refuses empty names. */
  public ImageKey {
    if (subject.isEmpty() || instance.isEmpty()) {
      throw new IllegalArgumentException("a row of an audit names its patient and its image");
    }
  }

  /** No pseudonym: rows end up in logs. */
  @Override
  public String toString() {
    return "ImageKey[not shown]";
  }
}
