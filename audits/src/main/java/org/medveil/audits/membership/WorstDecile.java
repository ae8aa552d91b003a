package org.medveil.audits.membership;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tenth of patients that is told best, found on some targets and measured on others: the ten
 * best of a hundred coins look like good coins, too.
 */
public final class WorstDecile {
  private WorstDecile() {}

  /**
   * The rows of those patients among other targets.
   *
   * @param ranked rows by which patients are ranked: by the difference of their mean score in and
   *     out
   * @param measured rows of other targets
   */
  public static MemberPool of(MemberPool ranked, MemberPool measured) {
    Map<Integer, double[]> sums = new HashMap<>();
    int[] patients = ranked.patients();
    boolean[] members = ranked.members();
    double[] values = ranked.values();
    for (int i = 0; i < patients.length; i++) {
      double[] sum = sums.computeIfAbsent(patients[i], p -> new double[4]);
      int side = members[i] ? 0 : 2;
      sum[side] += values[i];
      sum[side + 1]++;
    }
    List<Integer> order =
        sums.keySet().stream()
            .filter(p -> sums.get(p)[1] > 0 && sums.get(p)[3] > 0)
            .sorted(
                Comparator.comparingDouble((Integer p) -> -gap(sums.get(p)))
                    .thenComparingInt(p -> p))
            .toList();
    int worst = Math.max(1, order.size() / 10);
    Set<Integer> chosen =
        IntStream.range(0, Math.min(worst, order.size()))
            .mapToObj(order::get)
            .collect(Collectors.toSet());
    return measured.where(chosen::contains);
  }

  private static double gap(double[] sum) {
    return sum[0] / sum[1] - sum[2] / sum[3];
  }
}
