package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.medveil.dp.PrivateStatistics;
import org.medveil.dp.Release;

/**
 * A statistic of the rows of a group, as a sum of what each patient contributes in whole numbers.
 * Sealed: a new kind needs a proof of its sensitivity.
 */
public sealed interface Statistic extends Serializable
    permits RowCount, PatientCount, PatientHistogram, BoundedSum, BoundedMean, BoundedQuantiles {
  /** As it stands in results, e.g. {@code sum(age)}. */
  String name();

  /** The column whose values it needs. */
  Optional<String> column();

  /** How many whole numbers it keeps of a group. */
  int cells();

  /**
   * Adds one patient's contribution to one group.
   *
   * @param values the column's values in the rows kept of the patient, NaN for missing; at least
   *     one and at most {@link ContributionBounds#rowsPerGroup()}
   * @param sums a group's numbers, changed in place
   * @param at index of the statistic's first number
   */
  void add(double[] values, long[] sums, int at);

  /** What it asks of the data, in the order in which {@link #release} uses it. */
  List<Query> queries(ContributionBounds bounds);

  /** Noisy results for all groups. */
  Release<List<Estimate>> release(PrivateStatistics paid, GroupCells exact);
}
