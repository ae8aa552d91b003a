package org.medveil.audits.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.NoiseSource;

/**
 * Passes noise through and keeps each step's noisy sum, which is what the guarantee is about: an
 * attacker may see all of them. Nothing is kept before the noise.
 */
public final class NoiseTap implements NoiseSource {
  private final NoiseSource source;
  private final List<long[]> noisy = new ArrayList<>();

  /** Draws from a source. */
  public NoiseTap(NoiseSource source) {
    this.source = Objects.requireNonNull(source);
  }

  /** The noisy sums so far, in units of the contributions. */
  public List<float[]> noisySums(GridGaussian grid) {
    List<float[]> sums = new ArrayList<>();
    for (long[] units : noisy) {
      float[] sum = new float[units.length];
      for (int i = 0; i < sum.length; i++) {
        sum[i] = (float) (units[i] * grid.gridStep());
      }
      sums.add(sum);
    }
    return sums;
  }

  @Override
  public String id() {
    return source.id();
  }

  @Override
  public String sha256() {
    return source.sha256();
  }

  @Override
  public void addDiscreteGaussian(long[] values, double sigma) {
    source.addDiscreteGaussian(values, sigma);
  }

  @Override
  public void addGridGaussian(long[] values, int bits) {
    source.addGridGaussian(values, bits);
    noisy.add(values.clone());
  }

  @Override
  public void addDiscreteLaplace(long[] values, double scale) {
    source.addDiscreteLaplace(values, scale);
  }

  @Override
  public int select(long[] scores, double scale) {
    return source.select(scores, scale);
  }
}
