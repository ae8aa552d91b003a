package org.medveil.imaging.burnedin;

import java.util.Locale;

/** What an image of some kind must show before it is let through. */
enum Demand {
  /** Nothing: this kind carries no text. */
  NONE,
  /** The detector looks; what it finds is masked. */
  DETECTOR,
  /** A matching rule or ultrasound regions; the detector looks at the rest. */
  RULE,
  /** Never let through. */
  QUARANTINE;

  /** As a rules file writes it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Demand atLeast(Demand other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
