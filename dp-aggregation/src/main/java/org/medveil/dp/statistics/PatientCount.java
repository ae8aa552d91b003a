package org.medveil.dp.statistics;

import java.util.List;
import java.util.Optional;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/** Patients of a group. A patient changes each of its groups by 1. */
public record PatientCount() implements Statistic {
  @Override
  public String name() {
    return "patients";
  }

  @Override
  public Optional<String> column() {
    return Optional.empty();
  }

  @Override
  public int cells() {
    return 1;
  }

  @Override
  public void add(double[] values, long[] sums, int at) {
    sums[at]++;
  }

  @Override
  public List<Query> queries(ContributionBounds bounds) {
    return List.of(new Query.Numbers(1, bounds.groups(), 1));
  }

  @Override
  public Release<List<Estimate>> release(PrivateStatistics paid, GroupCells exact) {
    return exact.noisy(paid, name(), List.of(""), 1);
  }
}
