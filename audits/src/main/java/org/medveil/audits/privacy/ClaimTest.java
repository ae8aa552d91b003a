package org.medveil.audits.privacy;

import java.util.List;
import org.medveil.audits.membership.MemberScores;

/**
 * Holds a claim against views of what was released. Several views mean several chances to err:
 * alarms are raised at the level of all of them together (Bonferroni).
 */
public final class ClaimTest {
  private static final double[] HIGHER = {0.99, 0.999, 0.9999, 0.99999, 0.999999};

  private final Claim claim;
  private final Levels levels;
  private final long seed;

  /**
   * @param seed of the splits into halves
   */
  public ClaimTest(Claim claim, Levels levels, long seed) {
    this.claim = claim;
    this.levels = levels;
    this.seed = seed;
  }

  /** What each view found, in their order. */
  public List<ViewFinding> of(List<View> views) {
    return views.stream().map(view -> finding(view, views.size())).toList();
  }

  private ViewFinding finding(View view, int views) {
    MemberScores.Hits hits =
        HeldApart.measured(view.scores(), claim, seed + view.name().hashCode());
    ErrorBounds bounds = ErrorBounds.of(hits, (1 - levels.bound()) / 2);
    return new ViewFinding(
        view.name(), hits, bounds, claim.epsilonLowerBound(bounds), refutedAt(hits, views));
  }

  private double refutedAt(MemberScores.Hits hits, int views) {
    double highest = refuted(hits, levels.alarm(), views) ? levels.alarm() : 0;
    for (double level : HIGHER) {
      if (highest > 0 && level > highest && refuted(hits, level, views)) {
        highest = level;
      }
    }
    return highest;
  }

  private boolean refuted(MemberScores.Hits hits, double level, int views) {
    return claim.refutedBy(ErrorBounds.of(hits, (1 - level) / 2 / views));
  }
}
