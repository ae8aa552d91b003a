package org.medveil.dp;

import java.util.List;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * A run's request to spend from a cohort's budget.
 *
 * @param runId unique name of the run, letters, digits and {@code ._:/+-}, at most 128
 * @param cohort whose budget, same alphabet
 * @param unit privacy unit
 * @param mechanisms everything the run will do, at least one
 * @param limit the cohort's total budget over all runs, from the site's policy
 * @param purpose what for, one line of at most 200 characters
 */
public record Reservation(
    String runId,
    String cohort,
    PrivacyUnit unit,
    List<Mechanism> mechanisms,
    PrivacyBudget limit,
    String purpose) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,200}");

  /** Refuses (exit 2) names and purposes outside the alphabets above. */
  public Reservation {
    mechanisms = List.copyOf(mechanisms);
    if (!NAME.matcher(runId).matches() || !NAME.matcher(cohort).matches()) {
      throw Refusal.usage(
          "A run id or cohort name has characters that the ledger does not take.",
          "Use up to 128 letters, digits and . _ : / + -, beginning with a letter or digit.");
    }
    if (mechanisms.isEmpty()) {
      throw Refusal.usage("A reservation names no mechanism.", "Say what the run will do.");
    }
    if (unit == null || limit == null) {
      throw Refusal.usage("A reservation needs a unit and a limit.", "The site's policy has both.");
    }
    if (!LINE.matcher(purpose).matches() || purpose.isBlank()) {
      throw Refusal.usage(
          "A reservation needs a purpose of one line.", "Name the purpose of the agreement.");
    }
  }
}
