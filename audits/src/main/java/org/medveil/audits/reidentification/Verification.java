package org.medveil.audits.reidentification;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Refusal;

/**
 * Same patient or not, from one score: pairs of a probe with its mates, evenly thinned to 50,000,
 * against a sample of pairs of different patients. A replicate weighs a pair by the probe's
 * patient.
 *
 * @param auc area under the ROC curve, ties one half
 * @param equalError where false accepts and false rejects are equal
 * @param accepted true accepts at the false-accept rate {@code falseAccepts}
 * @param falseAccepts the rate asked for, or the smallest that the sample resolves
 * @param genuine pairs of one patient
 * @param impostors pairs of two patients
 */
public record Verification(
    Estimate auc,
    Estimate equalError,
    Estimate accepted,
    double falseAccepts,
    long genuine,
    long impostors) {
  private static final int MOST_GENUINE = 50_000;

  /**
   * @param found a search
   * @param falseAccepts e.g. 1e-4
   * @throws Refusal exit 65 without pairs of both kinds
   */
  public static Verification of(Identification found, double falseAccepts, Resampling resampling) {
    Pairs pairs = Pairs.of(found);
    if (pairs.genuine() == 0 || pairs.impostors() == 0) {
      throw Refusal.badData(
          "Verification needs pairs of one patient and pairs of two.",
          "The cohort is too small for this policy.");
    }
    double rate = Math.max(falseAccepts, 1.0 / pairs.impostors());
    List<Estimate> figures =
        PatientBootstrap.ofKeys(pairs.patients, resampling)
            .estimates(weights -> pairs.figures(weights, rate));
    return new Verification(
        figures.get(0), figures.get(1), figures.get(2), rate, pairs.genuine(), pairs.impostors());
  }

  /** Scores of pairs from high to low. */
  private record Pairs(float[] scores, boolean[] same, long[] patients) {
    static Pairs of(Identification found) {
      long mates = 0;
      int size = 0;
      for (int i = 0; i < found.probes(); i++) {
        mates += found.mates(i).scores().length;
        size += found.sample(i).length;
      }
      long stride = Math.max(1, (mates + MOST_GENUINE - 1) / MOST_GENUINE);
      size += (int) ((mates + stride - 1) / stride);
      long met = 0;
      float[] scores = new float[size];
      boolean[] same = new boolean[size];
      long[] patients = new long[size];
      int at = 0;
      for (int i = 0; i < found.probes(); i++) {
        for (float score : found.mates(i).scores()) {
          if (met++ % stride == 0) {
            same[at] = true;
            patients[at] = found.patient(i);
            scores[at++] = score;
          }
        }
        for (float score : found.sample(i)) {
          patients[at] = found.patient(i);
          scores[at++] = score;
        }
      }
      return new Pairs(scores, same, patients).sorted();
    }

    private Pairs sorted() {
      int[] order =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      Pairs sorted =
          new Pairs(new float[scores.length], new boolean[scores.length], new long[scores.length]);
      for (int i = 0; i < order.length; i++) {
        sorted.scores[i] = scores[order[i]];
        sorted.same[i] = same[order[i]];
        sorted.patients[i] = patients[order[i]];
      }
      return sorted;
    }

    long genuine() {
      return IntStream.range(0, same.length).filter(i -> same[i]).count();
    }

    long impostors() {
      return same.length - genuine();
    }

    /** AUC, equal error rate, true accepts at the rate of false accepts. */
    double[] figures(int[] weights, double rate) {
      double genuine = 0;
      double impostors = 0;
      for (int i = 0; i < weights.length; i++) {
        genuine += same[i] ? weights[i] : 0;
        impostors += same[i] ? 0 : weights[i];
      }
      if (genuine == 0 || impostors == 0) {
        return new double[] {Double.NaN, Double.NaN, Double.NaN};
      }
      double trueAccepts = 0;
      double wrong = 0;
      double area = 0;
      double equal = Double.NaN;
      double accepted = 0;
      for (int i = 0; i < weights.length; ) {
        double beforeTrue = trueAccepts;
        double beforeWrong = wrong;
        float score = scores[i];
        for (; i < weights.length && scores[i] == score; i++) {
          trueAccepts += same[i] ? weights[i] : 0;
          wrong += same[i] ? 0 : weights[i];
        }
        area += (wrong - beforeWrong) * (beforeTrue + trueAccepts) / 2;
        if (wrong / impostors <= rate) {
          accepted = trueAccepts / genuine;
        }
        if (Double.isNaN(equal) && wrong / impostors >= 1 - trueAccepts / genuine) {
          equal =
              crossing(
                  new double[] {beforeWrong / impostors, 1 - beforeTrue / genuine},
                  new double[] {wrong / impostors, 1 - trueAccepts / genuine});
        }
      }
      return new double[] {area / (genuine * impostors), equal, accepted};
    }

    /** Where the line between two points (false accepts, false rejects) has both equal. */
    private static double crossing(double[] from, double[] to) {
      double before = from[1] - from[0];
      double after = to[1] - to[0];
      double share = before == after ? 0 : before / (before - after);
      return from[0] + share * (to[0] - from[0]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Pairs pairs && Arrays.equals(scores, pairs.scores);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
      return "Pairs[" + scores.length + "]";
    }
  }
}
