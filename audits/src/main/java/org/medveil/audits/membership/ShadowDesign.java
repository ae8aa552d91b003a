package org.medveil.audits.membership;

import java.util.SplittableRandom;
import org.medveil.contracts.Refusal;

/**
 * Who is in which model's training data. Every patient but those of the population is in exactly
 * half of the models, chosen by chance; the population is in none. So every model can be the one
 * that is attacked, and all others are its shadows (Carlini et al. 2022).
 */
public final class ShadowDesign {
  private static final int LEAST_MODELS = 4;
  private static final int LEAST_PATIENTS = 10;

  private final boolean[][] in;
  private final boolean[] population;

  private ShadowDesign(boolean[][] in, boolean[] population) {
    this.in = in;
    this.population = population;
  }

  /**
   * Draws a design.
   *
   * @param patients at least 10
   * @param models at least 4, even
   * @param share of patients kept out of all models, in [0, 0.5]; RMIA compares with them
   * @param seed same seed, same design
   * @throws Refusal exit 2 outside these ranges
   */
  public static ShadowDesign of(int patients, int models, double share, long seed) {
    if (patients < LEAST_PATIENTS) {
      throw Refusal.badData("Membership is audited on 10 patients or more.", "Give more patients.");
    }
    check(models, share);
    SplittableRandom chance = new SplittableRandom(seed);
    boolean[] population = drawn(patients, (int) Math.round(share * patients), chance);
    boolean[][] in = new boolean[models][patients];
    for (int p = 0; p < patients; p++) {
      boolean[] half = drawn(models, models / 2, chance);
      for (int m = 0; m < models; m++) {
        in[m][p] = half[m] && !population[p];
      }
    }
    return new ShadowDesign(in, population);
  }

  /**
   * Before anything is read.
   *
   * @throws Refusal exit 2 for numbers that {@link #of} refuses
   */
  public static void check(int models, double share) {
    if (models < LEAST_MODELS || models % 2 != 0 || !(share >= 0 && share <= 0.5)) {
      throw Refusal.usage(
          "Shadow models are an even number from 4, the population a share up to 0.5.",
          "Take 64 models and 0.2.");
    }
  }

  /** Number of models. */
  public int models() {
    return in.length;
  }

  /** Number of patients, the population included. */
  public int patients() {
    return population.length;
  }

  /** Whether the model learns from the patient. */
  public boolean in(int model, int patient) {
    return in[model][patient];
  }

  /** Whether the patient is in no model. */
  public boolean population(int patient) {
    return population[patient];
  }

  /** {@code chosen} of {@code all}. */
  private static boolean[] drawn(int all, int chosen, SplittableRandom chance) {
    boolean[] drawn = new boolean[all];
    int left = chosen;
    for (int i = 0; i < all; i++) {
      drawn[i] = chance.nextInt(all - i) < left;
      left -= drawn[i] ? 1 : 0;
    }
    return drawn;
  }
}
