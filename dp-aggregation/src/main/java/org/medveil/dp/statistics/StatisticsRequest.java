package org.medveil.dp.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.dp.ApproximateDp;
import org.medveil.dp.Mechanism;

/**
 * What is asked.
 *
 * @param groups whom about
 * @param bounds how much of a patient counts
 * @param statistics at least one
 * @param noise of counts and sums
 */
public record StatisticsRequest(
    GroupChoice groups, ContributionBounds bounds, List<Statistic> statistics, NoiseShape noise)
    implements Serializable {
  /** Refuses (exit 2) a request for nothing. */
  public StatisticsRequest {
    statistics = List.copyOf(statistics);
    if (statistics.isEmpty()) {
      throw Refusal.usage("No statistic is asked for.", "Ask for a count, a mean, a quantile, ...");
    }
  }

  /** The columns whose values are needed, each once; a row's numbers stand in this order. */
  public List<String> columns() {
    return statistics.stream().flatMap(one -> one.column().stream()).distinct().toList();
  }

  /** What answers it at this noise multiplier, in the order of the releases. */
  List<Mechanism> mechanisms(double multiplier) {
    List<Mechanism> all = new ArrayList<>();
    if (groups instanceof GroupChoice.Private choice) {
      all.add(new Query.Numbers(1, bounds.groups(), 1).mechanism(multiplier, noise));
      all.add(new ApproximateDp(0, choice.delta(), 1));
    }
    for (Statistic statistic : statistics) {
      for (Query query : statistic.queries(bounds)) {
        all.add(query.mechanism(multiplier, noise));
      }
    }
    return List.copyOf(all);
  }
}
