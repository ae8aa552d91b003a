package org.medveil.audits.reidentification;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** All figures of one search. */
public final class Findings {
  private static final int[] SIZES = {100, 300, 1000, 3000, 10_000, 100_000};
  private static final double[] TARGETS = {0.01, 0.1};

  private Findings() {}

  /**
   * What was asked.
   *
   * @param attacker by name
   * @param rule which images of the same patient count as found
   * @param patients in the gallery
   */
  public record Asked(String attacker, MateRule rule, AttackResult.Gallery patients) {
    /** No control: verification and open set are told of attackers without a filter only. */
    boolean plain() {
      return rule.nearDuplicates() instanceof NearDuplicates.None
          && (Attackers.UNTRAINED.contains(attacker)
              || Attackers.TRAINED.contains(attacker)
              || patients == AttackResult.Gallery.RELEASE);
    }
  }

  /**
   * @throws Refusal exit 65 if no probe has a mate; what a small cohort cannot give is left empty
   */
  public static AttackResult of(Asked asked, Identification found, AuditPlan plan) {
    Rates rates = Rates.of(found, plan.resampling());
    return new AttackResult(
        asked.attacker,
        asked.rule.policy(),
        asked.rule.nearDuplicates().id(),
        asked.patients,
        rates.success(1),
        rates.success(5),
        rates.patientLevel(1),
        rates.patients(),
        rates.bySize(SIZES),
        whereThereIsData(rates::alike).flatMap(alike -> alike),
        whereThereIsData(() -> Verification.of(found, plan.falseAccepts(), plan.resampling())),
        whereThereIsData(() -> OpenSet.of(found, TARGETS, plan.resampling())).orElse(List.of()));
  }

  /** Empty where the cohort is too small for the figure. */
  static <T> Optional<T> whereThereIsData(Supplier<T> figure) {
    try {
      return Optional.of(figure.get());
    } catch (Refusal refusal) {
      if (refusal.exitCode() != ExitCode.BAD_DATA) {
        throw refusal;
      }
      return Optional.empty();
    }
  }
}
