package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * {@code steps} releases of a sum over a Poisson sample plus Gaussian noise; neighbouring data sets
 * differ by adding or removing one unit.
 *
 * @param samplingRate each unit's chance to be in a step, in (0, 1]; 1 = no sampling
 * @param noiseMultiplier standard deviation of the noise over the L2 sensitivity, finite, &gt; 0
 * @param steps number of releases, at least 1
 */
public record SubsampledGaussian(double samplingRate, double noiseMultiplier, int steps)
    implements Mechanism {
  static final String TYPE = "poisson_subsampled_gaussian";

  /** Refuses (exit 2) values outside the ranges above. */
  public SubsampledGaussian {
    SamplingPlan.checkRate(samplingRate);
    SamplingPlan.checkSteps(steps);
    if (!(noiseMultiplier > 0) || Double.isInfinite(noiseMultiplier)) {
      throw Refusal.usage(
          "The noise multiplier must be a finite number above 0, got " + noiseMultiplier,
          "Give train an epsilon and a delta; it computes the noise.");
    }
  }

  SubsampledGaussian withNoise(double noise) {
    return new SubsampledGaussian(samplingRate, noise, steps);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", TYPE);
    map.put("sampling_rate", samplingRate);
    map.put("noise_multiplier", noiseMultiplier);
    map.put("steps", steps);
    return map;
  }

  static SubsampledGaussian read(Map<String, ?> map) {
    MechanismMap in = new MechanismMap(TYPE, map, "sampling_rate", "noise_multiplier", "steps");
    return new SubsampledGaussian(
        in.real("sampling_rate"), in.real("noise_multiplier"), in.whole("steps"));
  }
}
