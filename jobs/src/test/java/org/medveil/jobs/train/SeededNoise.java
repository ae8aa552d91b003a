package org.medveil.jobs.train;

import java.util.SplittableRandom;
import org.medveil.dp.NoiseSource;

/**
 * Gaussian noise from a seed, rounded to whole numbers: a test that trains a hundred times must end
 * the same way every time. Never in main code, where noise is fresh and exact.
 */
final class SeededNoise implements NoiseSource {
  private final SplittableRandom chance;

  SeededNoise(long seed) {
    this.chance = new SplittableRandom(seed);
  }

  @Override
  public String id() {
    return "seeded-test-noise";
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
