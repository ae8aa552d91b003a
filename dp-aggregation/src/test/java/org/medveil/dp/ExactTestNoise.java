package org.medveil.dp;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * An exact discrete Gaussian for tests only (Canonne, Kamath, Steinke 2020, Algorithms 1–3): every
 * decision is an integer comparison or a Bernoulli(exp(−x)) coin. Slow; never in main code, where
 * noise comes from the native sampler.
 */
final class ExactTestNoise implements NoiseSource {
  private final SecureRandom random = new SecureRandom();
  private int calls;
  private double lastSigma;

  int calls() {
    return calls;
  }

  double lastSigma() {
    return lastSigma;
  }

  @Override
  public String id() {
    return "exact-test-noise";
  }

  @Override
  public String sha256() {
    return "0".repeat(64);
  }

  @Override
  public void addDiscreteGaussian(long[] values, double sigma) {
    calls++;
    lastSigma = sigma;
    for (int i = 0; i < values.length; i++) {
      values[i] += draw(sigma);
    }
  }

  @Override
  public void addGridGaussian(long[] values, int bits) {
    addDiscreteGaussian(values, Math.scalb(1.0, bits));
  }

  @Override
  public void addDiscreteLaplace(long[] values, double scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] += discreteLaplace((long) scale);
    }
  }

  @Override
  public int select(long[] scores, double scale) {
    double[] weights = new double[scores.length];
    double sum = 0;
    long best = Arrays.stream(scores).max().orElseThrow();
    for (int i = 0; i < scores.length; i++) {
      weights[i] = Math.exp((scores[i] - best) / scale);
      sum += weights[i];
    }
    double point = random.nextDouble() * sum;
    int chosen = 0;
    while (chosen < scores.length - 1 && point >= weights[chosen]) {
      point -= weights[chosen++];
    }
    return chosen;
  }

  private long draw(double sigma) {
    long scale = (long) Math.floor(sigma) + 1;
    while (true) {
      long laplace = discreteLaplace(scale);
      double off = Math.abs(laplace) - sigma * sigma / scale;
      if (bernoulliExp(off * off / (2 * sigma * sigma))) {
        return laplace;
      }
    }
  }

  /** P(x) ∝ exp(−|x|/scale). */
  private long discreteLaplace(long scale) {
    while (true) {
      long remainder = random.nextLong(scale);
      if (!bernoulliExp((double) remainder / scale)) {
        continue;
      }
      long quotient = 0;
      while (bernoulliExp(1)) {
        quotient++;
      }
      long magnitude = remainder + scale * quotient;
      boolean negative = random.nextBoolean();
      if (!(negative && magnitude == 0)) {
        return negative ? -magnitude : magnitude;
      }
    }
  }

  private boolean bernoulliExp(double x) {
    for (double rest = x; rest > 1; rest--) {
      if (!bernoulliExpUnit(1)) {
        return false;
      }
    }
    return bernoulliExpUnit(x > 1 ? x - Math.ceil(x) + 1 : x);
  }

  /** Von Neumann's way to a coin of chance exp(−x), 0 ≤ x ≤ 1. */
  private boolean bernoulliExpUnit(double x) {
    int k = 1;
    while (random.nextDouble() < x / k) {
      k++;
    }
    return k % 2 == 1;
  }
}
