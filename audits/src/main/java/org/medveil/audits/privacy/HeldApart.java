package org.medveil.audits.privacy;

import java.util.Arrays;
import org.medveil.audits.membership.MemberScores;
import org.medveil.audits.statistics.Rate;
import org.medveil.dp.accounting.Normal;

/**
 * A threshold chosen on one half of the scores and measured on the other, so that choosing it costs
 * nothing: a threshold that looks best on the scores it is measured on is too good by chance.
 */
final class HeldApart {
  private static final int CANDIDATES = 120;
  private static final double CAUTION = 0.9999;

  private HeldApart() {}

  /**
   * The counts on the held-apart half.
   *
   * @param scores of an attack; its sign is chosen, too
   * @param claim whose bound the threshold is to exceed
   * @param seed of the split
   */
  static MemberScores.Hits measured(MemberScores scores, Claim claim, long seed) {
    MemberScores.Halves halves = scores.halves(seed);
    boolean turned = halves.choose().auc() < 0.5;
    MemberScores choose = turned ? halves.choose().negated() : halves.choose();
    MemberScores measure = turned ? halves.measure().negated() : halves.measure();
    return measure.above(best(choose, claim).threshold);
  }

  private record Best(double threshold, double excess) {}

  private static Best best(MemberScores scores, Claim claim) {
    double[] all =
        Arrays.stream(new double[][] {scores.members(), scores.others()})
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    Best best = new Best(all[all.length / 2], Double.NEGATIVE_INFINITY);
    int stride = Math.max(1, all.length / CANDIDATES);
    for (int i = stride / 2; i < all.length; i += stride) {
      double excess = excess(scores.above(all[i]), claim);
      if (excess > best.excess) {
        best = new Best(all[i], excess);
      }
    }
    return best;
  }

  /**
   * How far the rates, made pessimistic, exceed the claim, in standard deviations of a Gaussian.
   */
  private static double excess(MemberScores.Hits hits, Claim claim) {
    double found = low(hits.found());
    double accused = high(hits.accused());
    return Normal.quantile(found) - claim.roughBound(Normal.quantile(accused));
  }

  // Wilson's interval: near enough to choose by, and quick. Wide on purpose: thresholds far out,
  // where few scores lie, look good by chance.
  private static double low(Rate rate) {
    return Math.max(1e-9, rate.wilson(CAUTION).low());
  }

  private static double high(Rate rate) {
    return Math.min(1 - 1e-9, rate.wilson(CAUTION).high());
  }
}
