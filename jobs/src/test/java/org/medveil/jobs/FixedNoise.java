package org.medveil.jobs;

import java.util.SplittableRandom;
import org.medveil.dp.NoiseSource;

/**
 * Gaussian noise from a seed, rounded to whole numbers, so that two runs can be compared and a test
 * that trains a hundred times ends the same way every time. {@code LaunchedClusterIT} puts it into
 * a jar in the place of the real source. Never in main code, where noise is fresh and exact.
 */
public final class FixedNoise implements NoiseSource {
  private final SplittableRandom chance;

  /** As a service is made. */
  public FixedNoise() {
    this(20261126);
  }

  public FixedNoise(long seed) {
    this.chance = new SplittableRandom(seed);
  }

  @Override
  public String id() {
    return "fixed-test-noise";
  }

  @Override
  public String sha256() {
    return "0".repeat(64);
  }

  @Override
  public void addDiscreteGaussian(long[] values, double sigma) {
    for (int i = 0; i < values.length; i++) {
      double radius = Math.sqrt(-2 * Math.log(1 - chance.nextDouble()));
      values[i] += Math.round(sigma * radius * Math.cos(2 * Math.PI * chance.nextDouble()));
    }
  }

  @Override
  public void addGridGaussian(long[] values, int bits) {
    addDiscreteGaussian(values, Math.scalb(1.0, bits));
  }

  @Override
  public void addDiscreteLaplace(long[] values, double scale) {
    throw new UnsupportedOperationException("training draws Gaussian noise");
  }

  @Override
  public int select(long[] scores, double scale) {
    throw new UnsupportedOperationException("training selects nothing");
  }
}
