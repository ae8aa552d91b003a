package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;

/**
 * One model on one set of rows.
 *
 * @param threshold the one at which every group is called
 * @param groups everyone first, then groups, then pairs
 */
public record FairnessAudit(double threshold, List<GroupResult> groups) {
  public FairnessAudit {
    groups = List.copyOf(groups);
  }

  /**
   * Measures all groups that may be shown, all figures on the same resamples.
   *
   * @param threshold called are scores at or above it; by default the one that calls as many images
   *     as have the event
   */
  public static FairnessAudit of(ScoredRows rows, OptionalDouble threshold, Resampling resampling) {
    return of(rows, threshold, resampling, EnumSet.allOf(Metric.class));
  }

  /** As above, some figures only. */
  static FairnessAudit of(
      ScoredRows rows, OptionalDouble threshold, Resampling resampling, Set<Metric> metrics) {
    double at = threshold.orElseGet(() -> matched(rows));
    List<Group> groups = rows.groups();
    Map<Group, Standing> standing = Suppression.of(rows.rows(), groups);
    Scores scores = Scores.of(rows, at);
    List<Group> shown = groups.stream().filter(g -> standing.get(g).shown()).toList();
    List<GroupFigures> measures =
        shown.stream().map(group -> new GroupFigures(group, rows, scores, metrics)).toList();
    int figures = measures.stream().mapToInt(m -> m.metrics().size()).sum();
    List<Optional<Estimate>> found =
        figures == 0
            ? List.of()
            : PatientBootstrap.of(rows.subjects(), resampling)
                .each(weights -> measured(measures, weights, figures));
    List<GroupResult> results = new ArrayList<>();
    int next = 0;
    for (Group group : groups) {
      EnumMap<Metric, Estimate> of = new EnumMap<>(Metric.class);
      if (standing.get(group).shown()) {
        for (Metric metric : measures.get(shown.indexOf(group)).metrics()) {
          found.get(next++).ifPresent(estimate -> of.put(metric, estimate));
        }
      }
      results.add(new GroupResult(GroupCount.of(group, rows.rows()), standing.get(group), of));
    }
    return new FairnessAudit(at, results);
  }

  /** Everyone. */
  public GroupResult everyone() {
    return groups.get(0);
  }

  /** The groups that may be shown. */
  public List<GroupResult> shown() {
    return groups.stream().filter(g -> g.standing().shown()).toList();
  }

  private static double[] measured(List<GroupFigures> measures, int[] weights, int figures) {
    double[] target = new double[figures];
    int at = 0;
    for (GroupFigures measure : measures) {
      measure.measure(weights, target, at);
      at += measure.metrics().size();
    }
    return target;
  }

  /** As many scores at or above it as rows with the event, ties called together. */
  private static double matched(ScoredRows rows) {
    double[] sorted = rows.rows().stream().mapToDouble(ScoredRow::score).sorted().toArray();
    int events = (int) rows.rows().stream().filter(ScoredRow::event).count();
    return sorted[sorted.length - events];
  }
}
