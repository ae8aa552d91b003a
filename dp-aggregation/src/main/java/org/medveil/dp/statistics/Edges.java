package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * Public bounds between bins: bin 0 lies below the first edge, bin i from edge i−1 (included) to
 * edge i, the last from the last edge on. Every number but NaN is in one bin.
 *
 * @param values finite, ascending, 1 … 10 000 of them
 */
record Edges(List<Double> values) implements Serializable {
  private static final int MOST = 10_000;

  Edges {
    values = List.copyOf(values);
    boolean good = !values.isEmpty() && values.size() <= MOST;
    for (int i = 0; good && i < values.size(); i++) {
      good = Double.isFinite(values.get(i)) && (i == 0 || values.get(i) > values.get(i - 1));
    }
    if (!good) {
      throw Refusal.usage(
          "Edges must be 1 to " + MOST + " finite, ascending numbers.",
          "Choose them without looking at the data: edges are public.");
    }
  }

  int bins() {
    return values.size() + 1;
  }

  /** The bin of a number that is not NaN. */
  int bin(double number) {
    int low = 0;
    int high = values.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values.get(middle) <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  List<String> labels() {
    List<String> labels = new ArrayList<>();
    labels.add("(-inf, " + values.get(0) + ")");
    for (int i = 1; i < values.size(); i++) {
      labels.add("[" + values.get(i - 1) + ", " + values.get(i) + ")");
    }
    labels.add("[" + values.get(values.size() - 1) + ", inf)");
    return labels;
  }
}
