package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.audits.privacy.CanaryRoom;
import org.medveil.audits.privacy.Levels;
import org.medveil.audits.privacy.PairedWorlds;
import org.medveil.audits.privacy.PrivacyAudit;
import org.medveil.audits.privacy.Training;
import org.medveil.audits.privacy.ViewFinding;
import org.medveil.dp.NoiseCalibration;
import org.medveil.dp.PldAccountant;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.SamplingPlan;

/**
 * The audit against trainers with a known bug, and against the product. Seeds make noise and draws
 * repeatable here; with fresh noise the same audit runs as {@code audit-privacy}.
 */
class MutationAuditTest {
  private static final double DELTA = 1e-5;
  private static final Levels LEVELS = new Levels(0.95, 0.99);

  /**
   * Every bug refutes a claim of ε = 4. Wrong sampling refutes that of a sampled run with little
   * noise; with much noise the difference lies in rates that nobody can measure.
   */
  @ParameterizedTest
  @EnumSource(value = Bug.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void everyBugIsFound(Bug bug) {
    Training training =
        bug == Bug.SHUFFLED_NOT_SAMPLED ? sampled(0.1, 10, 0.35) : training(4, 1, 4);
    PrivacyAudit.Findings found = audit(10, 160).of(new BugTrainer(bug, 1), training, DELTA, 2);
    Optional<ViewFinding> refutation = found.refutation();
    assertTrue(refutation.isPresent(), found::toString);
    assertTrue(refutation.get().refutedAt() >= 0.99);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void theLowerBoundIsWithinAQuarterOfTheClaimAndNeverAboveIt(int epsilon) {
    PrivacyAudit.Findings found =
        audit(20, 8).of(new BugTrainer(Bug.NONE, 3), training(epsilon, 1, 4), DELTA, 4);
    assertEquals(epsilon, found.claim().epsilon(), 1e-3 * epsilon);
    assertTrue(found.epsilonLow() >= 0.75 * epsilon, found::toString);
    assertTrue(found.epsilonLow() <= found.claim().epsilon(), found::toString);
    assertFalse(found.refutation().isPresent());
  }

  @Tag("slow")
  @Test
  void theProductRaisesNoAlarmInAHundredSeeds() {
    int above = 0;
    for (int seed = 0; seed < 100; seed++) {
      double epsilon = seed % 3 == 0 ? 2 : seed % 3 == 1 ? 4 : 8;
      PrivacyAudit.Findings found =
          audit(2, 30)
              .of(new BugTrainer(Bug.NONE, 1000 + seed), training(epsilon, 1, 4), DELTA, seed);
      assertFalse(found.refutation().isPresent(), "seed " + seed + ": " + found.views());
      above += found.epsilonLow() > found.claim().epsilon() ? 1 : 0;
    }
    assertTrue(above <= 2, above + " of 100 lower bounds lie above the claim");
  }

  private static PrivacyAudit audit(int runs, int worlds) {
    return new PrivacyAudit(new CanaryRoom(500, runs, 3), PairedWorlds.ofSmallNet(worlds), LEVELS);
  }

  private static Training sampled(double rate, int steps, double noise) {
    return new Training(new SamplingPlan(rate, steps), noise, 1, 50);
  }

  private static Training training(double epsilon, double rate, int steps) {
    SamplingPlan plan = new SamplingPlan(rate, steps);
    double noise =
        NoiseCalibration.noiseMultiplier(
            new PrivacyBudget(epsilon, DELTA), plan, new PldAccountant());
    return new Training(plan, noise, 1, 50);
  }
}
