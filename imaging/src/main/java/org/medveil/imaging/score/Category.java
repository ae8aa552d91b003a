package org.medveil.imaging.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something is asked for. */
public enum Category {
  /** One of the identifiers of the Safe Harbor list, 45 CFR 164.514(b)(2). */
  HIPAA,
  /** The object must stay a valid DICOM object: types 1 and 2, consistent references (PS3.15 E). */
  DICOM,
  /** Best practice of public archives: PS3.15 options keep what research needs. */
  TCIA;

  /** As written in an answer key: {@code hipaa}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The category of this word, or empty. */
  public static Optional<Category> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
