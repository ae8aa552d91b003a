package org.medveil.audits.removal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;

/**
 * Means of a patient's vectors, for attackers who have several images of the person they look for.
 */
final class Pooled {
  private Pooled() {}

  /** One mean a patient and visit; rows of an unknown visit are left out. */
  static Optional<AuditRows> visits(AuditRows rows) {
    return means(
        rows.all().stream().filter(row -> row.visit().isPresent()).toList(),
        row -> row.subject() + "/" + row.visit().getAsInt());
  }

  /**
   * One mean a patient over {@code images} images of the last visit, for patients with at least two
   * visits.
   */
  static Optional<AuditRows> lastVisit(AuditRows rows, int images) {
    Map<String, Integer> last = last(rows);
    List<AuditRow> chosen = new ArrayList<>();
    Map<String, Integer> taken = new TreeMap<>();
    for (AuditRow row : rows.all()) {
      boolean there =
          row.visit().isPresent() && last.getOrDefault(row.subject(), -1) == row.visit().getAsInt();
      if (there && taken.merge(row.subject(), 1, Integer::sum) <= images) {
        chosen.add(row);
      }
    }
    return means(chosen, row -> row.subject() + "/last");
  }

  /** One mean a patient over all earlier visits. */
  static Optional<AuditRows> earlierVisits(AuditRows rows) {
    Map<String, Integer> last = last(rows);
    return means(
        rows.all().stream()
            .filter(row -> row.visit().isPresent())
            .filter(row -> row.visit().getAsInt() < last.getOrDefault(row.subject(), -1))
            .toList(),
        row -> row.subject() + "/earlier");
  }

  /** The number of the last visit of patients with two or more. */
  private static Map<String, Integer> last(AuditRows rows) {
    Map<String, List<Integer>> visits =
        rows.all().stream()
            .filter(row -> row.visit().isPresent())
            .collect(
                Collectors.groupingBy(
                    AuditRow::subject,
                    TreeMap::new,
                    Collectors.mapping(row -> row.visit().getAsInt(), Collectors.toList())));
    Map<String, Integer> last = new TreeMap<>();
    visits.forEach(
        (subject, numbers) -> {
          if (numbers.stream().distinct().count() > 1) {
            last.put(subject, numbers.stream().mapToInt(Integer::intValue).max().getAsInt());
          }
        });
    return last;
  }

  private static Optional<AuditRows> means(List<AuditRow> rows, Function<AuditRow, String> group) {
    Map<String, List<AuditRow>> groups =
        rows.stream().collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    List<AuditRow> means = new ArrayList<>();
    groups.forEach(
        (name, members) ->
            means.add(
                members
                    .get(0)
                    .withKey(new ImageKey(members.get(0).subject(), name))
                    .withVector(mean(members))));
    return means.isEmpty() ? Optional.empty() : Optional.of(AuditRows.of(means));
  }

  private static float[] mean(List<AuditRow> rows) {
    double[] sum = new double[rows.get(0).dimension()];
    for (AuditRow row : rows) {
      float[] vector = row.vector();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / rows.size());
    }
    return mean;
  }
}
