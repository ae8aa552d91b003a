package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.Refusal;

/** The clipping norm finds its quantile inside the very release that trains. */
class AdaptiveClipTest {
  private static final SamplingPlan PLAN = new SamplingPlan(0.25, 150);

  /** A hospital that has half, or twice, the patients that its batch was set for. */
  @ParameterizedTest
  @CsvSource({"0.5, 500", "0.5, 250", "0.8, 250", "0.3, 1000"})
  void it_settles_at_the_quantile_however_many_patients_there_are(double quantile, int batch) {
    float[][] gradients = gradients(2000);
    AdaptiveClip clip = new AdaptiveClip(new ClipRule(1e-3, 1e3, quantile, 0.3, 0.1, batch), 0.2);
    PaidRun run = run(PLAN, 2, new ExactTestNoise());
    double below = 0;
    for (int step = 0; step < PLAN.steps(); step++) {
      float[] noisy = run.step(sum(clip, gradients, step)).value();
      clip = clip.next(noisy);
      below += step < 100 ? 0 : shareBelow(clip.clippingNorm(), gradients) / 50;
    }
    // The estimate of a share has noise of at most 10/250; a mean over 50 correlated steps less.
    assertEquals(quantile, below, 0.05);
  }

  @Test
  void the_gradients_come_out_clipped_as_they_would_without() {
    float[][] gradients = {{0.3f, 0}, {30, 40}, {Float.NaN, 1}, {0, -0.5f}};
    AdaptiveClip clip = new AdaptiveClip(new ClipRule(0.1, 10, 0.5, 0.2, 0.1, 4), 2);
    GridGaussian grid = AdaptiveClip.grid(PLAN, 1, 2);
    long[] sum = new long[3];
    Arrays.stream(gradients).forEach(one -> grid.addClipped(clip.contribution(one), sum));
    float[] exact = grid.noisySum(sum, new SilentTestNoise());
    // 0.3 + 2·0.6, 2·0.8 − 0.5; two below less one above, each with β = 0.1.
    assertArrayEquals(new float[] {1.5f, 1.1f}, clip.gradientSum(exact), 1e-5f);
    assertEquals(0.1, exact[2], 1e-6);
    // (2 − 0.5·3) of 4 patients too many below.
    assertEquals(2 * Math.exp(-0.2 * 0.5 / 4), clip.next(exact).clippingNorm(), 1e-6);
  }

  @Property(tries = 300)
  void one_patient_never_exceeds_the_sensitivity(
      @ForAll @Size(min = 1, max = 30) List<@FloatRange(min = -9, max = 9) Float> entries,
      @ForAll @IntRange(min = -40, max = 37) int exponent,
      @ForAll @IntRange(min = -20, max = 20) int clippingExponent,
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double quantile,
      @ForAll @DoubleRange(min = 0.01, max = 0.9) double signal) {
    float[] gradient = new float[entries.size()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (float) (entries.get(i) * Math.pow(10, exponent));
    }
    ClipRule rule = new ClipRule(1e-7, 1e7, quantile, 0.2, signal, 64);
    double clippingNorm = Math.scalb(1.3, clippingExponent);
    double[] contribution = new AdaptiveClip(rule, clippingNorm).contribution(gradient);
    assertTrue(Arrays.stream(contribution).map(x -> x * x).sum() <= 1 + 1e-12);
    GridGaussian grid = AdaptiveClip.grid(PLAN, 1, gradient.length);
    long[] sum = new long[gradient.length + 1];
    grid.addClipped(contribution, sum);
    BigInteger squares = BigInteger.ZERO;
    for (long one : sum) {
      squares = squares.add(BigInteger.valueOf(one).pow(2));
    }
    BigInteger limit = BigInteger.valueOf((long) grid.sensitivityUnits());
    assertTrue(squares.compareTo(limit.pow(2)) <= 0);
  }

  @Property
  void it_never_leaves_its_bounds(@ForAll List<Float> noisy) {
    AdaptiveClip clip = new AdaptiveClip(new ClipRule(0.5, 2, 0.5, 1.7, 0.1, 1), 1);
    for (float one : noisy) {
      clip = clip.next(new float[] {7, one});
      assertTrue(clip.clippingNorm() >= 0.5 && clip.clippingNorm() <= 2);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void what_is_not_finite_changes_nothing(float poison) {
    AdaptiveClip clip = new AdaptiveClip(new ClipRule(0.5, 2, 0.5, 0.2, 0.1, 8), 1);
    assertEquals(clip, clip.next(new float[] {1, poison}));
    assertArrayEquals(new double[3], clip.contribution(new float[] {1, poison}));
    assertEquals(0, clip.gradientFactor(poison));
    assertEquals(0, clip.signal(poison));
  }

  @Test
  void a_run_with_it_costs_what_it_costs_without() {
    GridGaussian grid = AdaptiveClip.grid(PLAN, 1.5, 10);
    assertEquals(11, grid.dimension());
    assertEquals(1, grid.clippingNorm());
    assertEquals(PLAN.mechanism(1.5), PLAN.mechanism(grid.noiseMultiplier()));
    SingleParticipation once = new SingleParticipation(4, 2);
    assertEquals(
        once.grid(1, 1.5, 11).noiseMultiplier(),
        AdaptiveClip.grid(once, 1.5, 10).noiseMultiplier());
  }

  @Test
  void constants_outside_their_range_are_refused() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    assertThrows(Refusal.class, () -> new ClipRule(0, 1, 0.5, 0.2, 0.1, 8));
    assertThrows(Refusal.class, () -> new ClipRule(2, 1, 0.5, 0.2, 0.1, 8));
    assertThrows(Refusal.class, () -> new ClipRule(1, infinite, 0.5, 0.2, 0.1, 8));
    assertThrows(Refusal.class, () -> new ClipRule(1, 2, 1, 0.2, 0.1, 8));
    assertThrows(Refusal.class, () -> new ClipRule(1, 2, 0.5, 0, 0.1, 8));
    assertThrows(Refusal.class, () -> new ClipRule(1, 2, 0.5, 0.2, nan, 8));
    assertThrows(Refusal.class, () -> new ClipRule(1, 2, 0.5, 0.2, 0.1, 0));
    ClipRule rule = new ClipRule(1, 2, 0.5, 0.2, 0.1, 8);
    assertThrows(Refusal.class, () -> new AdaptiveClip(rule, 0.9));
    assertThrows(Refusal.class, () -> new AdaptiveClip(rule, nan));
  }

  private static PaidRun run(SamplingPlan plan, int parameters, NoiseSource noise) {
    LedgerReceipt receipt = Fixtures.receipt(plan.mechanism(1));
    return plan.run(AdaptiveClip.grid(plan, 1, parameters), receipt, noise);
  }

  private static long[] sum(AdaptiveClip clip, float[][] gradients, int step) {
    GridGaussian grid = AdaptiveClip.grid(PLAN, 1, 2);
    long[] sum = new long[3];
    for (int patient : PLAN.draw(new byte[16], step).sample(0, gradients.length)) {
      grid.addClipped(clip.contribution(gradients[patient]), sum);
    }
    return sum;
  }

  private static double shareBelow(double norm, float[][] gradients) {
    double below = 0;
    for (float[] one : gradients) {
      below += Math.hypot(one[0], one[1]) <= norm ? 1.0 / gradients.length : 0;
    }
    return below;
  }

  /** Norms over two decades, evenly spread by their logarithm from 0.1 to 10. */
  private static float[][] gradients(int patients) {
    SplittableRandom random = new SplittableRandom(4);
    float[][] gradients = new float[patients][];
    for (int i = 0; i < patients; i++) {
      double norm = Math.pow(10, random.nextDouble(-1, 1));
      double angle = random.nextDouble(Math.PI);
      gradients[i] =
          new float[] {(float) (norm * Math.cos(angle)), (float) (norm * Math.sin(angle))};
    }
    return gradients;
  }
}
