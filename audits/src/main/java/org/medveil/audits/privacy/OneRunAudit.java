package org.medveil.audits.privacy;

import java.util.Arrays;
import org.medveil.audits.membership.MemberScores;

/**
 * From scores to guesses: the highest are guessed in, the lowest out, about the others nothing is
 * said. How many to guess is chosen on one half; the other half is guessed and counted.
 */
public final class OneRunAudit {
  private static final double[] SHARES = {0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5};

  private OneRunAudit() {}

  /**
   * The guesses on the held-apart half.
   *
   * @param scores of canaries, about as many in as out
   * @param delta of the claim
   * @param level for the choice of the number
   * @param seed of the split
   */
  public static OneRun of(MemberScores scores, double delta, double level, long seed) {
    MemberScores.Halves halves = scores.halves(seed);
    double best = 0;
    double share = SHARES[0];
    for (double candidate : SHARES) {
      double found = guesses(halves.choose(), candidate).epsilonLowerBound(delta, level);
      if (found > best) {
        best = found;
        share = candidate;
      }
    }
    return guesses(halves.measure(), share);
  }

  private static OneRun guesses(MemberScores scores, double share) {
    double[] in = scores.members();
    double[] out = scores.others();
    double[] all = new double[in.length + out.length];
    System.arraycopy(in, 0, all, 0, in.length);
    System.arraycopy(out, 0, all, in.length, out.length);
    Arrays.sort(all);
    int side = Math.max(1, (int) (share * all.length));
    double high = all[all.length - side];
    double low = all[side - 1];
    int guesses = 0;
    int right = 0;
    for (double score : in) {
      guesses += score >= high || score <= low ? 1 : 0;
      right += score >= high ? 1 : 0;
    }
    for (double score : out) {
      guesses += score >= high || score <= low ? 1 : 0;
      right += score <= low && score < high ? 1 : 0;
    }
    return new OneRun(all.length, guesses, right);
  }
}
