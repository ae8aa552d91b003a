package org.medveil.jobs.train;

import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.AdaptiveClip;

/** The clipping norm from step to step: the grid's, or one that follows the noisy sums. */
final class ClipOfSteps {
  private Optional<AdaptiveClip> adaptive;

  ClipOfSteps(GradientSettings gradient) {
    this.adaptive = gradient.adaptive();
  }

  /** Of the next step; NaN where it is the grid's. */
  double norm() {
    return adaptive.map(AdaptiveClip::clippingNorm).orElse(Double.NaN);
  }

  /** The noisy sum of gradients in a step's noisy sum; the next step's norm follows from it. */
  float[] gradientSum(float[] noisy) {
    if (adaptive.isEmpty()) {
      return noisy;
    }
    AdaptiveClip now = adaptive.get();
    adaptive = Optional.of(now.next(noisy));
    return now.gradientSum(noisy);
  }

  /** Goes on at a checkpoint's norm. */
  void restore(double norm) {
    if (Double.isNaN(norm) != adaptive.isEmpty()) {
      throw Refusal.badData(
          "the checkpoint of this round is of another clipping rule", "it was changed by hand");
    }
    adaptive = adaptive.map(start -> new AdaptiveClip(start.rule(), norm));
  }
}
