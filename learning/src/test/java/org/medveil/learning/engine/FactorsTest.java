package org.medveil.learning.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medveil.dp.GridGaussian;
import org.medveil.learning.ClippingRule;

class FactorsTest {
  private static final double BLOCK_NORM = Factors.blockNorm(grid(1));

  @Provide
  Arbitrary<ClippingRule> rules() {
    return Arbitraries.of(
        new ClippingRule.Flat(),
        new ClippingRule.PerLayer(),
        new ClippingRule.Automatic(0.01),
        new ClippingRule.Automatic(1e-300));
  }

  @Property(tries = 500)
  void weighedGradientsAreNoLongerThanTheBlockNorm(
      @ForAll("rules") ClippingRule rule,
      @ForAll @IntRange(min = 1, max = 5) int parts,
      @ForAll @IntRange(min = 1, max = 90) int rows,
      @ForAll @IntRange(min = -29, max = 29) int clipExponent,
      @ForAll @IntRange(min = -76, max = 76) int exponent,
      @ForAll long seed) {
    Factors factors = factors(rule, Math.pow(10, clipExponent));
    float[] shape = Numbers.floats(parts, seed);
    List<Factors.Norms> norms = new ArrayList<>();
    for (int t = 0; t < parts; t++) {
      double norm = Math.abs(shape[t]) * Math.pow(10, exponent);
      norms.add(new Factors.Norms(new double[] {0, norm * norm}, new double[] {0, norm}));
    }
    float[][] weights = new float[parts][2];
    boolean set = factors.set(norms, 1, rows, weights);
    double squares = 0;
    for (int t = 0; t < parts; t++) {
      squares += Math.pow(weights[t][1], 2) * norms.get(t).squared()[1];
      assertTrue(set ? weights[t][1] > 0 && Float.isFinite(weights[t][1]) : weights[t][1] == 0);
    }
    // The margin that is left covers the error of norms, 2.3e-6.
    assertTrue(Math.sqrt(squares) <= BLOCK_NORM * (1 - 2.9e-6));
  }

  @Test
  void aShortGradientIsNotClippedALongOneIsClippedToC() {
    Factors flat = factors(new ClippingRule.Flat(), 5);
    assertEquals(1, flat.scales(new double[] {3, 3.9})[1]);
    assertEquals(0.5, flat.scales(new double[] {6, 8})[0], 1e-15);
    Factors layers = factors(new ClippingRule.PerLayer(), 5);
    double[] scales = layers.scales(new double[] {1, 5 * Math.sqrt(2)});
    assertEquals(1, scales[0]);
    assertEquals(0.5, scales[1], 1e-15);
    Factors automatic = factors(new ClippingRule.Automatic(0.5), 5);
    assertEquals(1, automatic.scales(new double[] {4.5})[0], 1e-15);
  }

  @Test
  void whatIsNotFiniteHasNoFactor() {
    Factors flat = factors(new ClippingRule.Flat(), 1);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      float[][] weights = new float[2][1];
      Factors.Norms good = new Factors.Norms(new double[] {1}, new double[] {1});
      assertFalse(
          flat.set(
              List.of(good, new Factors.Norms(new double[] {bad}, new double[] {1})),
              0,
              1,
              weights));
      assertFalse(
          flat.set(
              List.of(good, new Factors.Norms(new double[] {1}, new double[] {bad})),
              0,
              1,
              weights));
      assertEquals(0, weights[0][0]);
    }
  }

  private static Factors factors(ClippingRule rule, double clippingNorm) {
    return Factors.of(grid(clippingNorm), rule, Double.NaN);
  }

  // The block norm follows from noise and dimension alone.
  private static GridGaussian grid(double clippingNorm) {
    return new GridGaussian(clippingNorm, 1, 10);
  }
}
