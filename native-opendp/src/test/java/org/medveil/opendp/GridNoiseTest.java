package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.medveil.dp.NoiseSource;
import org.medveil.opendp.twin.JavaGridNoise;

/** Grid noise of the library and of its Java twin has the distribution it says. */
class GridNoiseTest {
  private static final int DRAWS = 4_000_000;
  // Chance alone crosses it once in 10 000 samples; asked of two independent samples, once in 1e8.
  private static final double SMALLEST_P = 1e-4;

  /** Who draws, and on how many threads. */
  enum Source {
    LIBRARY(() -> new OpenDpNoise(1)),
    LIBRARY_ON_TWO_THREADS(() -> new OpenDpNoise(2)),
    TWIN(() -> new JavaGridNoise(1)),
    TWIN_ON_TWO_THREADS(() -> new JavaGridNoise(2));

    private final Supplier<NoiseSource> source;

    Source(Supplier<NoiseSource> source) {
      this.source = source;
    }

    long[] draws(int count, int bits) {
      long[] zeros = new long[count];
      source.get().addGridGaussian(zeros, bits);
      return zeros;
    }
  }

  static Stream<Arguments> sourcesAndBits() {
    return Stream.of(Source.LIBRARY, Source.TWIN_ON_TWO_THREADS)
        .flatMap(
            source -> Stream.of(7, 10, 20, 32, 36, 53, 56).map(bits -> Arguments.of(source, bits)));
  }

  @ParameterizedTest
  @MethodSource("sourcesAndBits")
  void drawsFollowTheDiscreteGaussian(Source source, int bits) {
    assertTrue(
        pValue(source, bits) > SMALLEST_P || pValue(source, bits) > SMALLEST_P,
        "two samples in a row do not fit");
  }

  @Test
  void theTestSeesASigmaThatIsHalfAPercentOff() {
    double p = new GridBins(36, 1.005).with(Source.LIBRARY.draws(DRAWS, 36)).pValue();
    assertTrue(p < SMALLEST_P / 1e4, "p = " + p);
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void everyIntegerHasItsChance(Source source) {
    DiscreteGaussianPmf pmf = new DiscreteGaussianPmf(128);
    assertTrue(
        ChiSquare.pValue(source.draws(1_000_000, 7), pmf) > SMALLEST_P
            || ChiSquare.pValue(source.draws(1_000_000, 7), pmf) > SMALLEST_P,
        "two samples in a row do not fit");
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void meanAndVarianceAreThoseOfTheDistribution(Source source) {
    double[] draws =
        Arrays.stream(source.draws(1_000_000, 40)).mapToDouble(x -> Math.scalb(x, -40)).toArray();
    double mean = Arrays.stream(draws).average().orElseThrow();
    double variance = Arrays.stream(draws).map(x -> x * x).average().orElseThrow();
    // Five standard errors: chance alone crosses them once in 1.7 million runs.
    assertEquals(0, mean, 5e-3);
    assertEquals(1, variance, 5 * Math.sqrt(2e-6));
  }

  /** Two-sample Kolmogorov and Smirnov, against OpenDP's own sampler at the same scale. */
  @ParameterizedTest
  @EnumSource(
      value = Source.class,
      names = {"LIBRARY", "TWIN"})
  void isIndistinguishableFromOpenDpsOwnSampler(Source source) {
    assertTrue(distance(source) < 1 || distance(source) < 1, "two samples in a row are not alike");
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void noCallAndNoThreadRepeatsAnother(Source source) {
    long[] first = source.draws(20_000, 56);
    long[] second = source.draws(20_000, 56);
    long distinct =
        LongStream.concat(Arrays.stream(first), Arrays.stream(second)).distinct().count();
    // 8e8 pairs at sigma 2^56 agree by chance once in 3e8 runs; a repeated key in every run.
    assertEquals(40_000, distinct);
    // The halves are what two threads drew.
    assertUncorrelated(first, second);
    assertUncorrelated(
        Arrays.copyOfRange(first, 0, 10_000), Arrays.copyOfRange(first, 10_000, 20_000));
  }

  @ParameterizedTest
  @EnumSource(Source.class)
  void noiseIsAddedAndSumsSaturate(Source source) {
    long[] values = {1L << 50, -(1L << 50), Long.MAX_VALUE, Long.MIN_VALUE};
    source.source.get().addGridGaussian(values, 7);
    // Twelve sigma: chance alone crosses it once in 1e32 draws.
    assertEquals(1L << 50, values[0], 12 * 128);
    assertEquals(-(1L << 50), values[1], 12 * 128);
    assertTrue(values[2] > Long.MAX_VALUE - 12 * 128, "not saturated");
    assertTrue(values[3] < Long.MIN_VALUE + 12 * 128, "not saturated");
    long[] one = {0};
    source.source.get().addGridGaussian(one, 56);
    assertFalse(one[0] == 0, "no noise");
  }

  private static double pValue(Source source, int bits) {
    return new GridBins(bits, 1).with(source.draws(DRAWS, bits)).pValue();
  }

  /**
   * Largest distance of the two distribution functions over its 1e-4 quantile (conservative: ties).
   */
  private static double distance(Source source) {
    long[] reference = new long[20_000];
    new OpenDpNoise().addDiscreteGaussian(reference, 128);
    long[] bulk = source.draws(400_000, 7);
    int bound = 12 * 128;
    double[] difference = new double[2 * bound + 1];
    Arrays.stream(reference).forEach(x -> difference[(int) x + bound] += 1.0 / reference.length);
    Arrays.stream(bulk).forEach(x -> difference[(int) x + bound] -= 1.0 / bulk.length);
    Arrays.parallelPrefix(difference, Double::sum);
    double largest = Arrays.stream(difference).map(Math::abs).max().orElseThrow();
    double quantile = Math.sqrt(-Math.log(0.5e-4) / 2);
    return largest / (quantile * Math.sqrt(1.0 / reference.length + 1.0 / bulk.length));
  }

  private static void assertUncorrelated(long[] a, long[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
    }
    double correlation = product / Math.sqrt(squaresOfA * squaresOfB);
    assertEquals(0, correlation, 5 / Math.sqrt(a.length));
  }
}
