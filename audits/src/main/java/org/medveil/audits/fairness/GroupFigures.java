package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** All figures of one group under changing weights. */
final class GroupFigures {
  private final List<Metric> metrics = new ArrayList<>();
  private final Side group;
  private final Side others;

  /** Rows on one side of the comparison. */
  private record Side(Ranking ranking, Ranking reference, Calibration calibration, Calls calls) {
    static Side of(Scores scores, int[] members) {
      Ranking ranking = new Ranking(scores.scores(), scores.events(), members);
      return new Side(
          ranking,
          scores.references().length == 0
              ? ranking
              : new Ranking(scores.references(), scores.events(), members),
          new Calibration(scores.scores(), scores.events(), ranking),
          new Calls(scores, members));
    }

    double cost(int[] weights) {
      return ranking.auroc(weights) - reference.auroc(weights);
    }
  }

  GroupFigures(Group group, ScoredRows rows, Scores scores, Set<Metric> wanted) {
    int[] all = IntStream.range(0, rows.rows().size()).toArray();
    int[] in = IntStream.of(all).filter(i -> group.has(rows.rows().get(i))).toArray();
    int[] out = IntStream.of(all).filter(i -> !group.has(rows.rows().get(i))).toArray();
    this.group = Side.of(scores, in);
    this.others = Side.of(scores, out);
    for (Metric metric : wanted) {
      boolean pair = group.parts().size() > 1;
      boolean calibrates =
          metric == Metric.BRIER
              || metric == Metric.ECE
              || metric == Metric.INTERCEPT
              || metric == Metric.SLOPE;
      boolean costs = metric == Metric.COST || metric == Metric.COST_GAP;
      boolean asked =
          (!metric.gap() || out.length > 0)
              && (!calibrates || !pair)
              && (!costs || (rows.paired() && !pair));
      if (asked) {
        metrics.add(metric);
      }
    }
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** One figure each, in the order of {@link #metrics()}. */
  void measure(int[] weights, double[] target, int at) {
    for (int i = 0; i < metrics.size(); i++) {
      target[at + i] =
          switch (metrics.get(i)) {
            case PREVALENCE -> group.calls().prevalence(weights);
            case AUROC -> group.ranking().auroc(weights);
            case AUROC_GAP -> group.ranking().auroc(weights) - others.ranking().auroc(weights);
            case TPR -> group.calls().rates(weights)[0];
            case TPR_GAP -> group.calls().rates(weights)[0] - others.calls().rates(weights)[0];
            case FPR -> group.calls().rates(weights)[1];
            case FPR_GAP -> group.calls().rates(weights)[1] - others.calls().rates(weights)[1];
            case BRIER -> group.calibration().brier(weights);
            case ECE -> group.calibration().expectedError(weights);
            case INTERCEPT -> group.calibration().intercept(weights);
            case SLOPE -> group.calibration().slope(weights);
            case COST -> group.cost(weights);
            case COST_GAP -> group.cost(weights) - others.cost(weights);
          };
    }
  }
}
