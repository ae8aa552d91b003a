package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run of noisy sums whose noise is correlated over the steps by a banded Toeplitz matrix (matrix
 * mechanism, DP-FTRL), each unit taking part in at most one step. All steps together are one
 * unsampled Gaussian release, also when later steps depend on earlier results (Denisov et al. 2022,
 * Theorem 2.1; {@code docs/privacy/matrix-mechanism.md}). The matrix is that of {@link
 * SingleParticipation}.
 *
 * @param bands of the matrix, 1 … steps
 * @param noiseMultiplier standard deviation of the noise before it is correlated, over the L2
 *     sensitivity of all steps together (the norm of a column of the matrix times that of a
 *     contribution), finite, &gt; 0
 * @param steps noisy sums, at least 1
 */
public record ToeplitzGaussian(int bands, double noiseMultiplier, int steps) implements Mechanism {
  static final String TYPE = "toeplitz_gaussian";

  /** Refuses (exit 2) values outside the ranges above. */
  public ToeplitzGaussian {
    SingleParticipation.check(steps, bands);
    MechanismMap.requirePositive("noise multiplier", noiseMultiplier);
  }

  /** What the accountants see. */
  SubsampledGaussian asOneRelease() {
    return new SubsampledGaussian(1, noiseMultiplier, 1);
  }

  ToeplitzGaussian withNoise(double noise) {
    return new ToeplitzGaussian(bands, noise, steps);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", TYPE);
    map.put("bands", bands);
    map.put("noise_multiplier", noiseMultiplier);
    map.put("steps", steps);
    return map;
  }

  static ToeplitzGaussian read(Map<String, ?> map) {
    MechanismMap in = new MechanismMap(TYPE, map, "bands", "noise_multiplier", "steps");
    return new ToeplitzGaussian(in.whole("bands"), in.real("noise_multiplier"), in.whole("steps"));
  }
}
