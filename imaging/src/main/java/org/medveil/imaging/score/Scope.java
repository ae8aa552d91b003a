package org.medveil.imaging.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where in a file something was planted. */
public enum Scope {
  /** A standard attribute of the data set itself. */
  HEADER,
  /** An attribute in an item of a sequence. */
  NESTED,
  /** A private element. */
  PRIVATE,
  /** Words among other words. */
  FREE_TEXT,
  /** A date or date-time. */
  DATE,
  /** A UID. */
  UID,
  /** The picture. */
  PIXELS,
  /** The name of the file. */
  FILE_NAME;

  /** As written in an answer key: {@code free_text}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of this word, or empty. */
  public static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
