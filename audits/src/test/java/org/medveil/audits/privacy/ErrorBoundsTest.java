package org.medveil.audits.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.audits.membership.MemberScores;
import org.medveil.audits.statistics.Rate;
import org.medveil.dp.SubsampledGaussian;

class ErrorBoundsTest {
  @ParameterizedTest
  @CsvSource({
    "500, 0, 0.025, 4.9056",
    "1000, 1e-5, 0.025, 5.6006",
    "500, 0, 0.05, 5.1144",
    "1000, 1e-5, 0.05, 5.8091",
  })
  void epsilonFromPerfectAttacksToTheDigits(int n, double delta, double tail, double epsilon) {
    MemberScores.Hits hits = new MemberScores.Hits(new Rate(n, n), new Rate(0, n));
    ErrorBounds bounds = ErrorBounds.of(hits, tail);
    assertEquals(epsilon, bounds.epsilon(delta), 5e-5);
    assertEquals(1 - 2 * tail, bounds.level(), 1e-12);
  }

  /** N(0, 1) against N(μ, 1) is what unsampled Gaussian noise amounts to. */
  @Test
  void anIdealGaussianIsBoundedFromBelowAndNeverRefuted() {
    Claim claim = new Claim(new SubsampledGaussian(1, 10, 100), 1e-5);
    assertEquals(4.3772, claim.epsilon(), 1e-4);
    ClaimTest test = new ClaimTest(claim, new Levels(0.95, 0.99), 1);
    int above = 0;
    double sum = 0;
    for (int seed = 0; seed < 100; seed++) {
      ViewFinding found = test.of(java.util.List.of(new View("x", gaussian(1, seed)))).get(0);
      assertFalse(found.refuted(), "seed " + seed);
      above += found.epsilonLow() > claim.epsilon() ? 1 : 0;
      sum += found.epsilonLow() / 100;
    }
    assertTrue(above <= 2, above + " of 100 above the claim");
    assertTrue(sum > 0.75 * claim.epsilon(), "on average " + sum + " of " + claim.epsilon());
  }

  @Test
  void noiseThatIsAThirdTooSmallIsRefuted() {
    Claim claim = new Claim(new SubsampledGaussian(1, 10, 100), 1e-5);
    ViewFinding found =
        new ClaimTest(claim, new Levels(0.95, 0.99), 1)
            .of(java.util.List.of(new View("x", gaussian(1.5, 2))))
            .get(0);
    assertTrue(found.refuted());
    assertTrue(found.refutedAt() >= 0.999, found::toString);
    assertTrue(found.epsilonLow() > claim.epsilon());
  }

  @Test
  void aScoreThatIsLowForMembersIsTurnedRound() {
    Claim claim = new Claim(new SubsampledGaussian(1, 20, 100), 1e-5);
    ViewFinding found =
        new ClaimTest(claim, new Levels(0.95, 0.99), 1)
            .of(java.util.List.of(new View("x", gaussian(2, 3).negated())))
            .get(0);
    assertTrue(found.refuted());
  }

  /** The sampled claim's own bound: an attacker who sees each step cannot beat it. */
  @Test
  void poissonSamplingIsBoundedByItsOwnLikelihoods() {
    Claim claim = new Claim(new SubsampledGaussian(0.2, 1, 20), 1e-5);
    ViewFinding found =
        new ClaimTest(claim, new Levels(0.95, 0.99), 1)
            .of(java.util.List.of(new View("x", sampled(claim.mechanism(), 1, 4))))
            .get(0);
    assertFalse(found.refuted());
    assertTrue(found.epsilonLow() <= claim.epsilon());
    assertTrue(found.epsilonLow() > 0.5 * claim.epsilon(), found::toString);
  }

  private static MemberScores sampled(SubsampledGaussian run, double in, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    StepLikelihood likelihood = new StepLikelihood(run);
    double[][] scores = new double[2][4000];
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < scores[side].length; i++) {
        double[] seen = new double[run.steps()];
        for (int t = 0; t < seen.length; t++) {
          double here = side == 0 && chance.nextDouble() < run.samplingRate() ? in : 0;
          seen[t] = here + run.noiseMultiplier() * normal(chance);
        }
        scores[side][i] = likelihood.of(seen);
      }
    }
    return new MemberScores(scores[0], scores[1]);
  }

  private static MemberScores gaussian(double mu, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[] in = new double[4000];
    double[] out = new double[4000];
    for (int i = 0; i < in.length; i++) {
      in[i] = mu + normal(chance);
      out[i] = normal(chance);
    }
    return new MemberScores(in, out);
  }

  private static double normal(SplittableRandom chance) {
    double radius = Math.sqrt(-2 * Math.log(1 - chance.nextDouble()));
    return radius * Math.cos(2 * Math.PI * chance.nextDouble());
  }
}
