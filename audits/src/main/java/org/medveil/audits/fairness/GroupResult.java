package org.medveil.audits.fairness;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.audits.statistics.Estimate;

/**
 * What was found of one group.
 *
 * @param count how many; not to be written down unless the standing allows it
 * @param standing whether it is shown
 * @param figures empty when it is not shown; a figure that is not defined is missing
 */
public record GroupResult(GroupCount count, Standing standing, Map<Metric, Estimate> figures) {
  public GroupResult {
    EnumMap<Metric, Estimate> sorted = new EnumMap<>(Metric.class);
    sorted.putAll(figures);
    figures = Collections.unmodifiableMap(sorted);
    if (!standing.shown() && !figures.isEmpty()) {
      throw new IllegalArgumentException("a group that is not shown has no figures");
    }
  }

  /** Who. */
  public Group group() {
    return count.group();
  }

  /** The figure, if it is defined and shown. */
  public Optional<Estimate> figure(Metric metric) {
    return Optional.ofNullable(figures.get(metric));
  }
}
