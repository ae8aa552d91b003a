package org.medveil.dp;

import java.util.Locale;

/** Whose presence or absence a guarantee hides: everything of one patient, or a single image. */
public enum PrivacyUnit {
  /** All records of one patient together; the unit of this house. */
  PATIENT,
  /** One image; weaker, must be asked for by name. */
  IMAGE;

  /** The neighbouring relation in words, as it stands in every report. */
  public String relation() {
    return "add/remove one " + name().toLowerCase(Locale.ROOT);
  }
}
