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
}
