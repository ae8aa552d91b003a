package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Clip, grid and noise: what one patient can change, and how much noise hides it. */
class GridGaussianTest {
  @Property(tries = 300)
  void no_contribution_moves_the_sum_by_more_than_the_sensitivity(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -9, max = 9) Double> entries,
      @ForAll @IntRange(min = -300, max = 300) int exponent,
      @ForAll @DoubleRange(min = 0.01, max = 100) double clippingNorm) {
    double scale = Math.pow(10, exponent);
    double[] contribution = entries.stream().mapToDouble(entry -> entry * scale).toArray();
    GridGaussian grid = new GridGaussian(clippingNorm, 1, contribution.length);
    long[] sum = new long[contribution.length];
    grid.addClipped(contribution, sum);
    assertTrue(exactSquaredNorm(sum).compareTo(squared(grid.sensitivityUnits())) <= 0);
  }

  @Test
  void a_patient_scaled_by_a_million_counts_no_more_than_the_clip() {
    GridGaussian grid = new GridGaussian(0.7, 1, 10_000);
    SplittableRandom random = new SplittableRandom(3);
    double[] contribution = random.doubles(10_000, -1e6, 1e6).toArray();
    long[] sum = new long[10_000];
    grid.addClipped(contribution, sum);
    BigInteger squares = exactSquaredNorm(sum);
    assertTrue(squares.compareTo(squared(grid.sensitivityUnits())) <= 0);
    assertEquals(0.7, Math.sqrt(squares.doubleValue()) * grid.gridStep(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 257, 1_000_000, Integer.MAX_VALUE})
  void rounding_adds_less_than_a_thousandth_to_the_sensitivity(int dimension) {
    for (double noiseMultiplier : new double[] {0.01, 0.3, 1, 1.5, 2, 77, 1e5}) {
      GridGaussian grid = new GridGaussian(2, noiseMultiplier, dimension);
      double sensitivity = grid.sensitivityUnits() * grid.gridStep();
      assertTrue(sensitivity > 2 && sensitivity < 2 * 1.001);
    }
  }

  @Property
  void the_noise_is_never_below_the_multiplier_and_hardly_above(
      @ForAll @DoubleRange(min = 0.01, max = 1e5) double noiseMultiplier) {
    GridGaussian grid = new GridGaussian(1, noiseMultiplier, 9);
    BigDecimal sigma = BigDecimal.valueOf(2).pow(grid.noiseBits());
    BigDecimal promised =
        new BigDecimal(noiseMultiplier).multiply(BigDecimal.valueOf(grid.sensitivityUnits()));
    assertTrue(promised.compareTo(sigma) <= 0);
    assertEquals(1, promised.doubleValue() / sigma.doubleValue(), 1e-10);
    assertTrue(grid.noiseBits() >= 36 && grid.noiseBits() <= 53);
  }

  @Test
  void a_small_contribution_passes_unchanged_up_to_half_a_grid_step() {
    GridGaussian grid = new GridGaussian(1, 1, 3);
    double[] contribution = {0.1, -0.2, 1e-13};
    long[] sum = new long[3];
    grid.addClipped(contribution, sum);
    for (int i = 0; i < 3; i++) {
      assertEquals(contribution[i], sum[i] * grid.gridStep(), grid.gridStep() / 2);
    }
  }

  @Test
  void a_clipped_contribution_keeps_its_direction() {
    GridGaussian grid = new GridGaussian(1, 1, 2);
    long[] sum = new long[2];
    grid.addClipped(new double[] {3e200, -4e200}, sum);
    assertEquals(0.6, sum[0] * grid.gridStep(), 1e-9);
    assertEquals(-0.8, sum[1] * grid.gridStep(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_contribution_that_is_not_finite_counts_as_zero(double poison) {
    GridGaussian grid = new GridGaussian(1, 1, 3);
    long[] sum = {5, 6, 7};
    grid.addClipped(new double[] {0.5, poison, 0.5}, sum);
    grid.addClipped(new float[] {0.5f, (float) poison, 0.5f}, sum);
    grid.addClipped(new double[] {-0.0, 0.0, 0.0}, sum);
    assertArrayEquals(new long[] {5, 6, 7}, sum);
  }

  @Property(tries = 50)
  void the_sum_does_not_depend_on_the_order(
      @ForAll @Size(min = 2, max = 30)
          List<@Size(value = 4) List<@DoubleRange(min = -5, max = 5) Double>> patients) {
    GridGaussian grid = new GridGaussian(1, 1, 4);
    List<List<Double>> reversed = new ArrayList<>(patients);
    Collections.reverse(reversed);
    assertArrayEquals(sum(grid, patients), sum(grid, reversed));
  }

  @Test
  void adding_one_patient_changes_the_sum_by_that_patient_alone() {
    GridGaussian grid = new GridGaussian(1, 1, 4);
    List<List<Double>> without = List.of(List.of(1.0, 2.0, 3.0, 4.0), List.of(-1.0, 0.0, 0.5, 9.0));
    List<List<Double>> with = new ArrayList<>(without);
    with.add(List.of(100.0, -100.0, 50.0, 0.0));
    long[] difference = sum(grid, with);
    long[] before = sum(grid, without);
    for (int i = 0; i < 4; i++) {
      difference[i] -= before[i];
    }
    assertArrayEquals(sum(grid, with.subList(2, 3)), difference);
  }

  @Test
  void a_release_is_the_sum_and_never_a_mean() {
    // Without noise, to see the scale: twice the patients, twice the value. What it is divided by
    // is a public constant of the caller; no count of patients is anywhere in here.
    GridGaussian grid = new GridGaussian(1, 1, 2);
    long[] sum = new long[2];
    for (int patients = 1; patients <= 4; patients++) {
      grid.addClipped(new double[] {0.5, -0.25}, sum);
      float[] released = grid.release(sum, new SilentTestNoise()).value();
      assertArrayEquals(new float[] {0.5f * patients, -0.25f * patients}, released);
    }
  }

  @Test
  void the_noise_on_an_empty_sum_has_the_promised_deviation() {
    GridGaussian grid = new GridGaussian(0.5, 2, 1000);
    ExactTestNoise noise = new ExactTestNoise();
    double squares = 0;
    int n = 20_000;
    for (int i = 0; i < n / 1000; i++) {
      for (float value : grid.release(new long[1000], noise).value()) {
        squares += (double) value * value;
      }
    }
    // n·s²/σ² is chi-square with n degrees of freedom; 5 deviations of it are √(2/n)·5 = 5 %.
    assertEquals(1, squares / n / (2 * 0.5 * 2 * 0.5), 5 * Math.sqrt(2.0 / n));
    assertEquals(grid.sigmaUnits(), noise.lastSigma());
  }

  @Test
  void two_releases_of_one_sum_differ_and_the_sum_stays_as_it_was() {
    GridGaussian grid = new GridGaussian(1, 1, 8);
    long[] sum = {1, 2, 3, 4, 5, 6, 7, 8};
    ExactTestNoise noise = new ExactTestNoise();
    Release<float[]> first = grid.release(sum, noise);
    assertNotEquals(List.of(first.value()), List.of(grid.release(sum, noise).value()));
    assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, sum);
    assertEquals(List.of(new SubsampledGaussian(1, 1, 1)), first.mechanisms());
    assertEquals(PrivacyUnit.PATIENT, first.unit());
  }

  @Test
  void settings_outside_their_ranges_are_refused() {
    assertUsage(() -> new GridGaussian(0, 1, 1));
    assertUsage(() -> new GridGaussian(Double.NaN, 1, 1));
    assertUsage(() -> new GridGaussian(1, 0, 1));
    assertUsage(() -> new GridGaussian(1, Double.POSITIVE_INFINITY, 1));
    assertUsage(() -> new GridGaussian(1, 1, 0));
  }

  @Test
  void a_vector_of_another_length_is_a_bug_of_the_caller() {
    GridGaussian grid = new GridGaussian(1, 1, 3);
    assertThrows(IllegalArgumentException.class, () -> grid.addClipped(new double[2], new long[3]));
    assertThrows(IllegalArgumentException.class, () -> grid.addClipped(new double[3], new long[4]));
  }

  private static void assertUsage(Runnable construction) {
    Refusal refusal = assertThrows(Refusal.class, construction::run);
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  private static long[] sum(GridGaussian grid, List<List<Double>> patients) {
    long[] sum = new long[grid.dimension()];
    for (List<Double> patient : patients) {
      grid.addClipped(patient.stream().mapToDouble(Double::doubleValue).toArray(), sum);
    }
    return sum;
  }

  private static BigInteger exactSquaredNorm(long[] units) {
    BigInteger squares = BigInteger.ZERO;
    for (long unit : units) {
      squares = squares.add(BigInteger.valueOf(unit).pow(2));
    }
    return squares;
  }

  private static BigInteger squared(double whole) {
    return BigInteger.valueOf((long) whole).pow(2);
  }
}
