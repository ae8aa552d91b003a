package org.medveil.audits.ablation;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's ρ with mid-ranks for ties. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * @return −1 … 1, NaN when one side is constant
   */
  public static double of(double[] a, double[] b) {
    if (a.length != b.length || a.length < 2) {
      throw new IllegalArgumentException("two lists of one length, at least 2");
    }
    double[] first = ranks(a);
    double[] second = ranks(b);
    double middle = (a.length + 1) / 2.0;
    double product = 0;
    double left = 0;
    double right = 0;
    for (int i = 0; i < a.length; i++) {
      product += (first[i] - middle) * (second[i] - middle);
      left += (first[i] - middle) * (first[i] - middle);
      right += (second[i] - middle) * (second[i] - middle);
    }
    return product / Math.sqrt(left * right);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int i = 0; i < order.length; ) {
      int end = i;
      while (end < order.length && values[order[end]] == values[order[i]]) {
        end++;
      }
      for (int j = i; j < end; j++) {
        ranks[order[j]] = (i + 1 + end) / 2.0;
      }
      i = end;
    }
    return ranks;
  }
}
