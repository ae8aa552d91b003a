package org.medveil.jobs.agreement;

import java.util.List;
import org.medveil.dp.Mechanism;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.dp.ToeplitzGaussian;

/** How the patients of a composition were chosen, in words. */
public final class Samplers {
  private Samplers() {}

  /** The sampler that the accounting of these mechanisms supposes. */
  public static String of(List<Mechanism> mechanisms) {
    boolean sampled =
        mechanisms.stream()
            .anyMatch(one -> one instanceof SubsampledGaussian some && some.samplingRate() < 1);
    boolean once = mechanisms.stream().anyMatch(ToeplitzGaussian.class::isInstance);
    if (once) {
      return sampled ? "Poisson, and single participation" : "single participation";
    }
    return sampled ? "Poisson" : "none (every patient in every step)";
  }
}
