package org.medveil.audits.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.dp.accounting.Normal;

/** What follows from noisy histograms, and how sure it is. */
class NoisyHistogramTest {
  @Test
  void withoutNoiseItIsTheAreaWithTiesAsHalves() {
    NoisyHistogram exact = new NoisyHistogram(new double[] {3, 1, 0}, new double[] {0, 1, 2}, 0);
    // 2 above all four, 1 above three and level with one: (8 + 3.5) / 12.
    assertEquals(11.5 / 12, exact.auroc(), 1e-15);
    assertEquals(4, exact.patientsWithout());
    assertEquals(3, exact.patientsWith());
  }

  @Test
  void anEmptySideHasNoAreaAndAnIntervalThatClaimsNothing() {
    NoisyHistogram empty = new NoisyHistogram(new double[] {5, 5}, new double[] {-1, -2}, 2);
    assertTrue(Double.isNaN(empty.auroc()));
    assertEquals(0, empty.interval(1).low());
    assertEquals(1, empty.interval(1).high());
  }

  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(5);
    int held = 0;
    double truth = 0;
    for (int trial = 0; trial < 100; trial++) {
      double[] without = new double[20];
      double[] with = new double[20];
      for (int i = 0; i < 400; i++) {
        without[bin(normal(random))]++;
        if (i < 150) {
          with[bin(normal(random) + 1.2)]++;
        }
      }
      double[][] noisy = {without.clone(), with.clone()};
      for (double[] counts : noisy) {
        for (int b = 0; b < counts.length; b++) {
          counts[b] += 1.5 * normal(random);
        }
      }
      truth = Normal.cumulative(1.2 / Math.sqrt(2));
      NoisyHistogram histogram = new NoisyHistogram(noisy[0], noisy[1], 1.5);
      var interval = histogram.interval(trial);
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    // The clamp at 0 biases a little towards one half; the interval is a little wide.
    assertTrue(held >= 90, held + " of 100");
  }

  private static int bin(double x) {
    return (int) Math.min(19, Math.max(0, 20 / (1 + Math.exp(-x))));
  }

  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
