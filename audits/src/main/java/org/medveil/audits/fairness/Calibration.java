package org.medveil.audits.fairness;

import java.util.Arrays;

/** Whether said probabilities are seen, for some rows under changing weights. */
final class Calibration {
  private static final double EDGE = 1e-6;
  private static final int BINS = 10;
  private static final int STEPS = 50;
  private static final double STEEPEST = 50;

  private final double[] scores;
  private final boolean[] events;
  private final int[] ascending;
  private final double[] logits;

  Calibration(double[] scores, boolean[] events, Ranking members) {
    this.scores = scores;
    this.events = events;
    this.ascending = members.ascending();
    this.logits = Arrays.stream(scores).map(Calibration::logit).toArray();
  }

  double brier(int[] weights) {
    double sum = 0;
    double weight = 0;
    for (int i : ascending) {
      double off = scores[i] - (events[i] ? 1 : 0);
      sum += weights[i] * off * off;
      weight += weights[i];
    }
    return sum / weight;
  }

  /** Bins of equal mass over the rows as they are; a bin ends only between different scores. */
  double expectedError(int[] weights) {
    double error = 0;
    double all = 0;
    int from = 0;
    for (int bin = 1; bin <= BINS && from < ascending.length; bin++) {
      int to = Math.max(from + 1, (int) ((long) ascending.length * bin / BINS));
      while (to < ascending.length && scores[ascending[to]] == scores[ascending[to - 1]]) {
        to++;
      }
      double said = 0;
      double seen = 0;
      for (int at = from; at < to; at++) {
        int i = ascending[at];
        said += weights[i] * scores[i];
        seen += events[i] ? weights[i] : 0;
        all += weights[i];
      }
      error += Math.abs(said - seen);
      from = to;
    }
    return error / all;
  }

  /** The a of logit P = a + logit p; NaN when no finite one fits. */
  double intercept(int[] weights) {
    return fitted(weights, false)[0];
  }

  /** The b of logit P = a + b · logit p; NaN when no finite one fits. */
  double slope(int[] weights) {
    return fitted(weights, true)[1];
  }

  /** Maximum likelihood by Newton's method. */
  private double[] fitted(int[] weights, boolean free) {
    double a = 0;
    double b = 1;
    for (int step = 0; step < STEPS; step++) {
      double ga = 0;
      double gb = 0;
      double haa = 0;
      double hab = 0;
      double hbb = 0;
      for (int i : ascending) {
        if (weights[i] == 0) {
          continue;
        }
        double x = logits[i];
        double p = 1 / (1 + Math.exp(-a - b * x));
        double off = weights[i] * ((events[i] ? 1 : 0) - p);
        double spread = weights[i] * p * (1 - p);
        ga += off;
        gb += off * x;
        haa += spread;
        hab += spread * x;
        hbb += spread * x * x;
      }
      double determinant = haa * hbb - hab * hab;
      double da = free ? (ga * hbb - gb * hab) / determinant : ga / haa;
      double db = free ? (gb * haa - ga * hab) / determinant : 0;
      a += da;
      b += db;
      if (!Double.isFinite(a + b) || Math.abs(a) > STEEPEST || Math.abs(b) > STEEPEST) {
        break;
      }
      if (Math.abs(da) + Math.abs(db) < 1e-9) {
        return new double[] {a, b};
      }
    }
    return new double[] {Double.NaN, Double.NaN};
  }

  private static double logit(double p) {
    double inside = Math.min(1 - EDGE, Math.max(EDGE, p));
    return Math.log(inside / (1 - inside));
  }
}
