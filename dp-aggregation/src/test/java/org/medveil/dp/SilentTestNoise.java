package org.medveil.dp;

/** No noise at all, to see scales in tests. */
final class SilentTestNoise implements NoiseSource {
  @Override
  public String id() {
    return "silent-test-noise";
  }

  @Override
  public String sha256() {
    return "0".repeat(64);
  }

  @Override
  public void addDiscreteGaussian(long[] values, double sigma) {}

  @Override
  public void addGridGaussian(long[] values, int bits) {}

  @Override
  public void addDiscreteLaplace(long[] values, double scale) {}

  @Override
  public int select(long[] scores, double scale) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
