package org.medveil.dp;

import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * Names of cohorts as paths: {@code a/x} is a sub-study of {@code a}, its patients are among those
 * of {@code a}.
 */
final class CohortPath {
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,128}$)[A-Za-z0-9][A-Za-z0-9._:+-]*(/[A-Za-z0-9._:+-]+)*");

  private CohortPath() {}

  /** Refuses (exit 2) what is no path of a cohort. */
  static void check(String cohort) {
    if (cohort == null || !NAME.matcher(cohort).matches()) {
      throw Refusal.usage(
          "A cohort's name has characters that the ledger does not take.",
          "Use up to 128 letters, digits and . _ : + -, beginning with a letter or digit;"
              + " a/x is a sub-study of a.");
    }
  }

  /** Whether every patient of the inner cohort is one of the outer, by their names alone. */
  static boolean within(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + "/");
  }

  /** Whether one of the two holds the other: what one spends, patients of the other may feel. */
  static boolean related(String one, String other) {
    return within(one, other) || within(other, one);
  }
}
