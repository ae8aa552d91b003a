package org.medveil.dp.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Rows as a hospital's worst day brings them: huge patients, NaN, infinities, rare groups. */
final class HostileCohort {
  static final List<GroupKey> GROUPS =
      List.of(key("F"), key("M"), key("X"), key((String) null), key(""), key("F", "40-64"));
  private static final RowOrder ORDER = new RowOrder(new byte[] {1, 2, 3});

  private final TreeMap<String, List<OrderedRow>> patients = new TreeMap<>();

  private static GroupKey key(String... values) {
    return new GroupKey(java.util.Arrays.asList(values));
  }

  /** Patients {@code p0 …}, the first with thousands of rows. */
  static HostileCohort of(RandomGenerator random, int patients) {
    HostileCohort cohort = new HostileCohort();
    for (int p = 0; p < patients; p++) {
      int rows = p == 0 ? 3000 : random.nextInt(1, 12);
      for (int r = 0; r < rows; r++) {
        cohort.add("p" + p, GROUPS.get(random.nextInt(GROUPS.size())), value(random));
      }
    }
    return cohort;
  }

  HostileCohort add(String patient, GroupKey group, double value) {
    patients
        .computeIfAbsent(patient, p -> new ArrayList<>())
        .add(ORDER.row(patient, group, new double[] {value}));
    return this;
  }

  static double value(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> Double.MAX_VALUE;
      case 4 -> -1e300;
      case 5 -> -0.0;
      case 6 -> Double.MIN_VALUE;
      default -> random.nextDouble(-50, 150);
    };
  }

  List<String> names() {
    return List.copyOf(patients.keySet());
  }

  HostileCohort without(String patient) {
    HostileCohort rest = new HostileCohort();
    rest.patients.putAll(patients);
    rest.patients.remove(patient);
    return rest;
  }

  GroupSums sums(StatisticsRequest request) {
    GroupSums sums = new GroupSums(request);
    patients.values().forEach(rows -> sums.add(collected(rows, request)));
    return sums;
  }

  private static PatientRows collected(List<OrderedRow> rows, StatisticsRequest request) {
    PatientRows patient = new PatientRows(request.bounds());
    rows.stream().filter(row -> request.groups().admits(row.group())).forEach(patient::add);
    return patient;
  }

  /** The same sums, rows shuffled and cut into parts as a cluster would. */
  GroupSums sumsInParts(StatisticsRequest request, RandomGenerator random) {
    List<GroupSums> parts = List.of(new GroupSums(request), new GroupSums(request));
    patients
        .values()
        .forEach(rows -> parts.get(random.nextInt(2)).add(inParts(rows, request, random)));
    return parts.get(1).merge(parts.get(0));
  }

  private static PatientRows inParts(
      List<OrderedRow> rows, StatisticsRequest request, RandomGenerator random) {
    List<OrderedRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
    int cut = random.nextInt(shuffled.size() + 1);
    return collected(shuffled.subList(cut, shuffled.size()), request)
        .merge(collected(shuffled.subList(0, cut), request));
  }
}
