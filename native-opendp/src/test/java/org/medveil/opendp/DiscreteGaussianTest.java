package org.medveil.opendp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The noise has the distribution it says, and is new every time. */
class DiscreteGaussianTest {
  private static final int DRAWS = 60_000;
  // Chance alone crosses it once in 10 000 samples; asked of two independent samples, once in 1e8.
  private static final double SMALLEST_P = 1e-4;

  private final OpenDpNoise noise = new OpenDpNoise();

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 3.0, 40.5})
  void drawsFollowTheDiscreteGaussian(double sigma) {
    DiscreteGaussianPmf pmf = new DiscreteGaussianPmf(sigma);
    assertTrue(
        ChiSquare.pValue(draws(DRAWS, sigma), pmf) > SMALLEST_P
            || ChiSquare.pValue(draws(DRAWS, sigma), pmf) > SMALLEST_P,
        "two samples in a row do not fit sigma " + sigma);
  }

  @Test
  void theTestSeesAScaleThatIsThreePercentOff() {
    double p = ChiSquare.pValue(draws(DRAWS, 3.0), new DiscreteGaussianPmf(3.1));
    assertTrue(p < SMALLEST_P, "p = " + p);
  }

  @Test
  void meanAndVarianceAreThoseOfTheDistribution() {
    double sigma = 2.5;
    DiscreteGaussianPmf pmf = new DiscreteGaussianPmf(sigma);
    long[] draws = draws(DRAWS, sigma);
    double mean = Arrays.stream(draws).average().orElseThrow();
    double variance = Arrays.stream(draws).mapToDouble(x -> (double) x * x).sum() / DRAWS;
    double expected = pmf.moment(2);
    double meanError = Math.sqrt(expected / DRAWS);
    double varianceError = Math.sqrt((pmf.moment(4) - expected * expected) / DRAWS);
    // Five standard errors: chance alone crosses them once in 1.7 million runs.
    assertEquals(0, mean, 5 * meanError);
    assertEquals(expected, variance, 5 * varianceError);
  }

  @Test
  void noiseIsAddedToTheValues() {
    long[] values = {1_000_000_000_000L, -7_000_000_000_000L, 0};
    noise.addDiscreteGaussian(values, 1.0);
    // Ten sigma: chance alone crosses it once in 1e22 draws.
    assertEquals(1_000_000_000_000L, values[0], 10);
    assertEquals(-7_000_000_000_000L, values[1], 10);
    assertEquals(0, values[2], 10);
  }

  @Test
  void everyCallAndEveryThreadDrawsAfresh() throws InterruptedException {
    long[] first = draws(1000, 0x1p30);
    long[] second = draws(1000, 0x1p30);
    long[] elsewhere = new long[1000];
    Thread thread = new Thread(() -> noise.addDiscreteGaussian(elsewhere, 0x1p30));
    thread.start();
    thread.join();
    assertFalse(Arrays.equals(first, second));
    assertUncorrelated(first, second);
    assertUncorrelated(first, elsewhere);
    // Two of 3000 draws at sigma 2^30 agree about once in 1200 runs, four distinct pairs never.
    long distinct =
        Arrays.stream(new long[][] {first, second, elsewhere})
            .flatMapToLong(Arrays::stream)
            .distinct()
            .count();
    assertTrue(distinct > 2996, distinct + " distinct draws of 3000");
  }

  @Test
  void aSingleCoordinateGetsNoiseToo() {
    long[] one = {0};
    noise.addDiscreteGaussian(one, 0x1p55);
    assertNotEquals(0, one[0]);
  }

  private long[] draws(int count, double sigma) {
    long[] zeros = new long[count];
    noise.addDiscreteGaussian(zeros, sigma);
    return zeros;
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
