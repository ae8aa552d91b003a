package org.medveil.dp;

import java.util.List;
import org.medveil.dp.accounting.PrivacyCurve;

/**
 * The profile implied by Rényi divergences. Conversion: Canonne, Kamath, Steinke 2020, Proposition
 * 12 (also Balle et al. 2020).
 *
 * @param points divergence by order; none for a composition of nothing
 * @param revealed chance that the truth is revealed, taken off δ
 */
record RenyiCurve(List<Point> points, double revealed) implements PrivacyCurve {
  /**
   * @param order above 1
   * @param divergence at least 0, may be infinite
   */
  record Point(double order, double divergence) {
    double epsilon(double delta) {
      // Bretagnolle–Huber: total variation ≤ √(1 − e^−ρ), and (0, TV) holds always.
      if (delta * delta + Math.expm1(-divergence) > 0) {
        return 0;
      }
      double epsilon =
          divergence + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
      return Math.max(0, epsilon);
    }

    double delta(double epsilon) {
      double log = (order - 1) * (divergence - epsilon + Math.log1p(-1 / order)) - Math.log(order);
      return Math.min(Math.exp(log), Math.sqrt(-Math.expm1(-divergence)));
    }
  }

  @Override
  public double epsilon(double delta) {
    double left = (delta - revealed) / (1 - revealed);
    if (!(left > 0)) {
      return points.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
    }
    return points.stream().mapToDouble(point -> point.epsilon(left)).min().orElse(0);
  }

  @Override
  public double delta(double epsilon) {
    double hidden = points.stream().mapToDouble(point -> point.delta(epsilon)).min().orElse(0);
    return Math.min(1, revealed + (1 - revealed) * hidden);
  }
}
