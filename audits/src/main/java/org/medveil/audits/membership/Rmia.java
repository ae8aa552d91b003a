package org.medveil.audits.membership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * The relative membership inference attack (Zarifzadeh, Liu, Shokri 2024): how often an image's
 * probability, relative to what models without it give, exceeds that of images of the population,
 * which no model has seen; γ = 1. A patient's score is the mean over the images.
 */
public final class Rmia implements Attack {
  private static final double[] WEIGHTS = {0, 0.2, 0.4, 0.6, 0.8, 1};

  private final double weight;

  /**
   * @param weight a, in [0, 1]: p̄ = ((1 + a)·mean over models without the image + 1 − a)/2
   */
  public Rmia(double weight) {
    if (!(weight >= 0 && weight <= 1)) {
      throw Refusal.usage("The weight of RMIA lies between 0 and 1.", "0.3 is usual.");
    }
    this.weight = weight;
  }

  /** With the weight that does best on one model, which is then no target any more. */
  public static Rmia tunedOn(Shadows shadows, int model) {
    Rmia best = new Rmia(WEIGHTS[0]);
    double most = -1;
    for (double candidate : WEIGHTS) {
      Rmia rmia = new Rmia(candidate);
      double auc = MemberPool.of(shadows, rmia, List.of(model)).scores().auc();
      if (auc > most) {
        most = auc;
        best = rmia;
      }
    }
    return best;
  }

  @Override
  public String name() {
    return "RMIA";
  }

  /** a. */
  public double weight() {
    return weight;
  }

  @Override
  public double[] scores(Shadows shadows, int target) {
    ShadowDesign design = shadows.design();
    double[] ratios = new double[shadows.images()];
    List<Double> population = new ArrayList<>();
    for (int p = 0; p < design.patients(); p++) {
      for (int i = shadows.firstImage(p); i < shadows.firstImage(p + 1); i++) {
        ratios[i] = ratio(shadows, target, p, i);
        if (design.population(p)) {
          population.add(ratios[i]);
        }
      }
    }
    double[] sorted = population.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw Refusal.usage("RMIA needs a population.", "Keep a share of 0.2 out of all models.");
    }
    double[] scores = new double[design.patients()];
    for (int p = 0; p < scores.length; p++) {
      int images = shadows.firstImage(p + 1) - shadows.firstImage(p);
      for (int i = shadows.firstImage(p); i < shadows.firstImage(p + 1); i++) {
        scores[p] += share(sorted, ratios[i]) / images;
      }
    }
    return scores;
  }

  private double ratio(Shadows shadows, int target, int patient, int image) {
    double sum = 0;
    int count = 0;
    for (int m = 0; m < shadows.design().models(); m++) {
      if (m != target && !shadows.design().in(m, patient)) {
        sum += probability(shadows.confidence(m, image));
        count++;
      }
    }
    double prior = ((1 + weight) * sum / count + 1 - weight) / 2;
    return probability(shadows.confidence(target, image)) / prior;
  }

  private static double probability(double confidence) {
    return 1 / (1 + Math.exp(-confidence));
  }

  /** Share of the population that is not above. */
  private static double share(double[] sorted, double ratio) {
    int at = Arrays.binarySearch(sorted, ratio);
    int below = at < 0 ? -at - 1 : at;
    while (below < sorted.length && sorted[below] <= ratio) {
      below++;
    }
    return (double) below / sorted.length;
  }
}
