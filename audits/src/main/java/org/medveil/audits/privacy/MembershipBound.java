package org.medveil.audits.privacy;

import java.util.List;
import org.medveil.audits.membership.MemberScores;
import org.medveil.audits.membership.PooledRates;
import org.medveil.audits.statistics.Rate;

/**
 * Whether an attack on models does better than their claim allows. Scores of one patient on many
 * models are alike, so patients are counted, not scores: each counts with the mean over models.
 */
public final class MembershipBound {
  private MembershipBound() {}

  /**
   * Whether some point lies above the claim's bound beyond its error.
   *
   * @param points at thresholds that were chosen elsewhere
   * @param patients who were attacked
   * @param tests points of all attacks together (Bonferroni)
   * @param level confidence over all of them, e.g. 0.99
   */
  public static boolean refuted(
      Claim claim, List<PooledRates.Point> points, int patients, int tests, double level) {
    double tail = (1 - level) / 2 / Math.max(tests, points.size());
    return points.stream()
        .map(point -> ErrorBounds.of(hits(point, patients), tail))
        .anyMatch(claim::refutedBy);
  }

  private static MemberScores.Hits hits(PooledRates.Point point, int patients) {
    long found = (long) Math.floor(point.truePositives().value() * patients);
    long accused = (long) Math.ceil(point.falsePositives().value() * patients);
    return new MemberScores.Hits(new Rate(found, patients), new Rate(accused, patients));
  }
}
