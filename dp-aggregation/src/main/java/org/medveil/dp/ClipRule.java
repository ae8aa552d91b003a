package org.medveil.dp;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * How a clipping norm follows a quantile of the patients' norms. Public constants, all of them.
 *
 * @param least smallest clipping norm, finite, &gt; 0
 * @param most largest clipping norm, finite, at least {@code least}
 * @param quantile share of the patients whose norm should lie at or below the clipping norm, in (0,
 *     1); 0.5 has the strongest signal
 * @param rate η: a share that is off by x changes the clipping norm by the factor e^(−ηx), in (0,
 *     2]; 0.2 in the source
 * @param signal β: share of a contribution's norm that carries the signal, in (0, 0.9]. The noise
 *     of the gradient grows by 1/√(1−β²), half a per cent for 0.1
 * @param expectedBatch the public denominator of the run, at least 1
 */
public record ClipRule(
    double least, double most, double quantile, double rate, double signal, int expectedBatch)
    implements Serializable {
  /** Refuses (exit 2) values outside the ranges above. */
  public ClipRule {
    require("bounds of the clipping norm", least > 0 && least <= most && Double.isFinite(most));
    require("quantile of the clipping norm", quantile > 0 && quantile < 1);
    require("learning rate of the clipping norm", rate > 0 && rate <= 2);
    require("signal of the clipping norm", signal > 0 && signal <= 0.9);
    require("expected batch", expectedBatch >= 1);
  }

  private static void require(String what, boolean holds) {
    if (!holds) {
      throw Refusal.usage(
          "The " + what + " lie outside their range.",
          "Bounds above 0 in order, a quantile between 0 and 1, a rate up to 2, a signal up to 0.9.");
    }
  }
}
