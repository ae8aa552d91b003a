package org.medveil.imaging.score;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an answer key can ask of one place in one file; the ten actions of MIDI-B. */
public enum Action {
  /** The attribute is there, empty or not. */
  TAG_RETAINED,
  /** The attribute has a value. */
  TEXT_NOTNULL,
  /** The words in question are still in the value. */
  TEXT_RETAINED,
  /** The words in question are no longer in the value, or the attribute is gone. */
  TEXT_REMOVED,
  /** A valid date, moved by as many days as all other dates of the patient. */
  DATE_SHIFTED,
  /** Another, valid UID, or none. */
  UID_CHANGED,
  /** The same new UID wherever the old one stood, and nowhere else. */
  UID_CONSISTENT,
  /** The same new patient ID wherever the old one stood, and nowhere else. */
  PATID_CONSISTENT,
  /** The glyphs drawn into the picture cannot be made out. */
  PIXELS_HIDDEN,
  /** The pixels in question are what they were. */
  PIXELS_RETAINED;

  /** As written in an answer key: {@code text_removed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of this word, or empty. */
  public static Optional<Action> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
  }
}
