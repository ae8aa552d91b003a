package org.medveil.audits.fairness;

import java.util.List;

/**
 * Columns of the rows, for the inner loops.
 *
 * @param scores one for each row
 * @param references one for each row, or none
 * @param events one for each row
 * @param threshold called are scores at or above it
 */
record Scores(double[] scores, double[] references, boolean[] events, double threshold) {
  static Scores of(ScoredRows rows, double threshold) {
    List<ScoredRow> all = rows.rows();
    boolean[] events = new boolean[all.size()];
    for (int i = 0; i < events.length; i++) {
      events[i] = all.get(i).event();
    }
    double[] references =
        rows.paired()
            ? all.stream().mapToDouble(row -> row.reference().getAsDouble()).toArray()
            : new double[0];
    return new Scores(
        all.stream().mapToDouble(ScoredRow::score).toArray(), references, events, threshold);
  }
}
