package org.medveil.dp.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.medveil.contracts.Refusal;

/**
 * Area under the ROC curve: the chance that a positive example scores above a negative one, ties
 * counting one half (Mann–Whitney with mid-ranks).
 */
public final class Auroc {
  private static final int REDRAWS = 100;

  private final WeightedAuroc curve;

  private Auroc(float[] scores, int[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException("one label per score");
    }
    double[] values = new double[scores.length];
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      if (Float.isNaN(scores[i]) || (labels[i] != 0 && labels[i] != 1)) {
        throw Refusal.badData(
            "AUROC needs scores that are numbers and labels 0 or 1.", "Check the model's scores.");
      }
      values[i] = scores[i];
      positive[i] = labels[i] == 1;
    }
    this.curve = new WeightedAuroc(values, positive);
  }

  /**
   * The AUROC, 0 … 1.
   *
   * @param scores higher = more likely positive
   * @param labels 0 or 1, same length
   * @throws Refusal exit 65 unless both labels occur and all scores are numbers
   */
  public static double of(float[] scores, int[] labels) {
    int[] once = new int[scores.length];
    Arrays.fill(once, 1);
    return defined(new Auroc(scores, labels).curve.of(once));
  }

  /**
   * 95 % percentile bootstrap that resamples whole clusters, because images of one patient are
   * alike. Resamples with one label only are drawn again.
   *
   * @param clusters patient of each score, same length
   * @param resamples at least 100, e.g. 1000
   * @param seed same seed, same interval
   */
  public static Interval clusterBootstrap(
      float[] scores, int[] labels, String[] clusters, int resamples, long seed) {
    if (clusters.length != scores.length || resamples < 100) {
      throw new IllegalArgumentException("one cluster per score, at least 100 resamples");
    }
    Auroc auroc = new Auroc(scores, labels);
    int[] cluster = numbered(clusters);
    int count = Arrays.stream(cluster).max().orElse(-1) + 1;
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      values[i] = auroc.resampled(cluster, count, random);
    }
    Arrays.sort(values);
    return Interval.within(values, 0.025);
  }

  private double resampled(int[] cluster, int count, SplittableRandom random) {
    for (int attempt = 0; attempt < REDRAWS && count > 0; attempt++) {
      int[] drawn = new int[count];
      for (int i = 0; i < count; i++) {
        drawn[random.nextInt(count)]++;
      }
      int[] weights = Arrays.stream(cluster).map(c -> drawn[c]).toArray();
      double value = curve.of(weights);
      if (!Double.isNaN(value)) {
        return value;
      }
    }
    return defined(Double.NaN);
  }

  private static double defined(double auroc) {
    if (Double.isNaN(auroc)) {
      throw Refusal.badData(
          "AUROC needs at least one positive and one negative example.",
          "Check the labels of the evaluation set.");
    }
    return auroc;
  }

  private static int[] numbered(String[] clusters) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Integer> cluster = new ArrayList<>();
    for (String name : clusters) {
      Integer next = numbers.size();
      Integer known = numbers.putIfAbsent(name, next);
      cluster.add(known == null ? next : known);
    }
    return cluster.stream().mapToInt(Integer::intValue).toArray();
  }
}
