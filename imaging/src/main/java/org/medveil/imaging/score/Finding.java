package org.medveil.imaging.score;

/** A verdict in the making. */
record Finding(Verdict.Outcome outcome, String reason, Verdict.Claim claim) {
  static final Finding PASSED = new Finding(Verdict.Outcome.PASSED, "", null);

  static Finding failed(String reason) {
    return new Finding(Verdict.Outcome.FAILED, reason, null);
  }

  static Finding when(boolean kept, String otherwise) {
    return kept ? PASSED : failed(otherwise);
  }

  static Finding claimed(Verdict.Claim.Kind kind, String before, String after) {
    return new Finding(Verdict.Outcome.CLAIMED, "", new Verdict.Claim(kind, before, after));
  }
}
