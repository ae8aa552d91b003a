package org.medveil.audits.membership;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.medveil.audits.statistics.Rate;

/**
 * An attack's scores: higher means "was in". Immutable, no NaN.
 *
 * @param members scores of those who were in, at least one
 * @param others scores of those who were not, at least one
 */
public record MemberScores(double[] members, double[] others) {
  /** Copies; refuses empty sides and NaN. */
  public MemberScores {
    members = members.clone();
    others = others.clone();
    if (members.length == 0 || others.length == 0) {
      throw new IllegalArgumentException("an attack is judged on members and on others");
    }
    if (Arrays.stream(members).anyMatch(Double::isNaN)
        || Arrays.stream(others).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a score is a number");
    }
  }

  /**
   * What calling everyone above a threshold a member does.
   *
   * @param found true positives of all members
   * @param accused false positives of all others
   */
  public record Hits(Rate found, Rate accused) {}

  /**
   * One part to choose on, the other to measure on.
   *
   * @param choose for thresholds, signs, numbers of guesses
   * @param measure looked at once
   */
  public record Halves(MemberScores choose, MemberScores measure) {}

  @Override
  public double[] members() {
    return members.clone();
  }

  @Override
  public double[] others() {
    return others.clone();
  }

  /** Members and others, both. */
  public int size() {
    return members.length + others.length;
  }

  /** Scores strictly above the threshold are called members. */
  public Hits above(double threshold) {
    return new Hits(
        new Rate(count(members, threshold), members.length),
        new Rate(count(others, threshold), others.length));
  }

  /** Higher becomes lower. */
  public MemberScores negated() {
    return new MemberScores(negated(members), negated(others));
  }

  /**
   * Two halves at random, members and others apart.
   *
   * @param seed same seed, same halves
   * @throws IllegalArgumentException with fewer than two members or two others
   */
  public Halves halves(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    double[] in = shuffled(members, chance);
    double[] out = shuffled(others, chance);
    return new Halves(
        new MemberScores(Arrays.copyOf(in, in.length / 2), Arrays.copyOf(out, out.length / 2)),
        new MemberScores(
            Arrays.copyOfRange(in, in.length / 2, in.length),
            Arrays.copyOfRange(out, out.length / 2, out.length)));
  }

  /** The area under the curve: the chance that a member scores above another, ties one half. */
  public double auc() {
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    double won = 0;
    for (double score : members) {
      won += (countBelow(sorted, score, false) + countBelow(sorted, score, true)) / 2.0;
    }
    return won / members.length / others.length;
  }

  /**
   * The largest true positive rate whose false positive rate is at most {@code rate}.
   *
   * @param rate below the resolution 1/others it means: no false positive at all
   */
  public Hits at(double rate) {
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    int allowed = (int) Math.floor(rate * others.length + 1e-9);
    double threshold =
        allowed >= others.length ? Double.NEGATIVE_INFINITY : sorted[others.length - 1 - allowed];
    return above(threshold);
  }

  /** The smallest false positive rate above 0 that these scores can show. */
  public double resolution() {
    return 1.0 / others.length;
  }

  /** Not the scores: they are patients'. */
  @Override
  public String toString() {
    return "MemberScores[not shown]";
  }

  private static int count(double[] scores, double threshold) {
    int above = 0;
    for (double score : scores) {
      above += score > threshold ? 1 : 0;
    }
    return above;
  }

  private static int countBelow(double[] sorted, double score, boolean equalToo) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || equalToo && sorted[middle] == score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(v -> -v).toArray();
  }

  private static double[] shuffled(double[] values, SplittableRandom chance) {
    double[] mixed = values.clone();
    for (int i = mixed.length - 1; i > 0; i--) {
      int j = chance.nextInt(i + 1);
      double kept = mixed[i];
      mixed[i] = mixed[j];
      mixed[j] = kept;
    }
    return mixed;
  }
}
