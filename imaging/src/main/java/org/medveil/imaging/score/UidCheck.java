package org.medveil.imaging.score;

import java.util.Optional;
import java.util.regex.Pattern;

/** UIDs are replaced, validly, and the same everywhere (PS3.15 E.1.1, action U). */
final class UidCheck {
  /** In {@code action_text}: the reference may go with its sequence (actions X/Z/U*). */
  static final String IF_PRESENT = "if present";

  private static final int LONGEST = 64;
  private static final Pattern VALID = Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*))+");

  private UidCheck() {}

  static Finding changed(Requirement row, Optional<Found> found) {
    if (found.isEmpty()) {
      return Finding.when(row.actionText().equals(IF_PRESENT), "the UID is gone");
    }
    String now = FileScorer.text(found.get());
    if (now.equals(row.value())) {
      return Finding.failed("the UID is as it was");
    }
    return Finding.when(now.length() <= LONGEST && VALID.matcher(now).matches(), "not a valid UID");
  }

  static Finding consistent(Requirement row, Optional<Found> found) {
    if (found.isEmpty()) {
      return Finding.when(row.actionText().equals(IF_PRESENT), "the UID is gone");
    }
    return Finding.claimed(Verdict.Claim.Kind.UID, row.value(), FileScorer.text(found.get()));
  }
}
