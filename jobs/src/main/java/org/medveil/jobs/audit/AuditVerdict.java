package org.medveil.jobs.audit;

import java.util.Locale;

/** What a figure says about the claim it was held against. */
public enum AuditVerdict {
  /** The claim stands. */
  PASS,
  /** The claim is refuted. */
  FAIL,
  /** There was no claim: the figure informs. */
  INFO;

  /** As written in documents and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AuditVerdict of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
