package org.medveil.jobs.train;

import java.io.Serializable;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.AdaptiveClip;
import org.medveil.learning.Augmentation;
import org.medveil.learning.ClippingRule;

/**
 * How a patient's gradient becomes a contribution. Public constants, all of them.
 *
 * @param clippingNorm C, the L2 bound of one patient's contribution, above 0; with adaptive
 *     clipping C₀, where the norm starts, within the rule's bounds
 * @param rule how a gradient is brought to it
 * @param augmentation copies of the images, averaged before the clip
 */
public record GradientSettings(double clippingNorm, ClippingRule rule, Augmentation augmentation)
    implements Serializable {
  /** Refuses, with exit 2, a norm outside its range. */
  public GradientSettings {
    if (!(clippingNorm > 0) || Double.isInfinite(clippingNorm)) {
      throw Refusal.usage("clipping norm must be positive, got " + clippingNorm, "");
    }
    if (rule instanceof ClippingRule.Adaptive adaptive) {
      new AdaptiveClip(adaptive.rule(), clippingNorm);
    }
  }

  /** Each patient's mean gradient times min(1, C / its norm), images as they are. */
  public static GradientSettings flat(double clippingNorm) {
    return new GradientSettings(clippingNorm, new ClippingRule.Flat(), Augmentation.NONE);
  }

  /** Where an adaptive clipping norm starts; empty for a fixed one. */
  Optional<AdaptiveClip> adaptive() {
    return rule instanceof ClippingRule.Adaptive adaptive
        ? Optional.of(new AdaptiveClip(adaptive.rule(), clippingNorm))
        : Optional.empty();
  }

  /** The largest C that a step may have. */
  double largestNorm() {
    return rule instanceof ClippingRule.Adaptive adaptive ? adaptive.rule().most() : clippingNorm;
  }

  /** Whether only the engine's own kernels can compute it. */
  boolean needsKernels() {
    return !(rule instanceof ClippingRule.Flat) || augmented();
  }

  boolean augmented() {
    return !augmentation.equals(Augmentation.NONE);
  }
}
