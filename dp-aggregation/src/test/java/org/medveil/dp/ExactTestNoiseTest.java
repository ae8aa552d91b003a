package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The tests' own noise must be right before anything is tested with it. */
class ExactTestNoiseTest {
  @Test
  void follows_the_discrete_gaussian() {
    double sigma = 2.5;
    int n = 100_000;
    long[] draws = new long[n];
    new ExactTestNoise().addDiscreteGaussian(draws, sigma);
    int[] observed = new int[13];
    for (long draw : draws) {
      observed[(int) Math.max(-6, Math.min(6, draw)) + 6]++;
    }
    double total = 0;
    double[] expected = new double[13];
    for (int x = -60; x <= 60; x++) {
      double weight = Math.exp(-x * x / (2 * sigma * sigma));
      expected[Math.max(-6, Math.min(6, x)) + 6] += weight;
      total += weight;
    }
    double chiSquare = 0;
    for (int bin = 0; bin < 13; bin++) {
      double mean = n * expected[bin] / total;
      chiSquare += (observed[bin] - mean) * (observed[bin] - mean) / mean;
    }
    // 12 degrees of freedom: above 50 with probability 1.4e-6.
    assertTrue(chiSquare < 50, "chi-square " + chiSquare);
  }
}
