package org.medveil.dp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Finds what of a refused run would still fit under the rules that refused it. */
record BudgetFit(Accountant accountant, List<BudgetShortfall> shortfalls) {
  private static final double MOST_NOISE = 1e5;
  private static final MathContext UP = new MathContext(3, RoundingMode.CEILING);

  /** Empty for a run of several mechanisms: which of them to cut is not the ledger's to say. */
  String wouldFit(List<Mechanism> asked) {
    if (asked.size() != 1) {
      return "";
    }
    Mechanism one = asked.get(0);
    if (one instanceof ToeplitzGaussian run) {
      // Its steps are one release: there are no fewer of them to offer.
      OptionalDouble noise = leastNoise(run.noiseMultiplier(), run::withNoise);
      return noise.isEmpty() ? "" : " Would fit: " + atLeast(noise.getAsDouble()) + ".";
    }
    int of = Repetitions.of(one);
    int fitting = mostRepetitions(one, of);
    String what = one instanceof SubsampledGaussian ? "steps" : "releases";
    String words =
        fitting == 0
            ? String.format(Locale.ROOT, " Would fit: none of %d %s", of, what)
            : String.format(Locale.ROOT, " Would fit: %d of %d %s", fitting, of, what);
    if (one instanceof SubsampledGaussian gaussian) {
      OptionalDouble noise = leastNoise(gaussian.noiseMultiplier(), gaussian::withNoise);
      if (noise.isPresent()) {
        words += ", or " + atLeast(noise.getAsDouble()) + " for all " + of;
      }
    }
    return words + ".";
  }

  /** The largest number of repetitions below {@code of} that fits; 0 if none does. */
  int mostRepetitions(Mechanism mechanism, int of) {
    int fits = 0;
    int tooMany = of;
    while (tooMany - fits > 1) {
      int middle = fits + (tooMany - fits) / 2;
      if (fits(Repetitions.times(mechanism, middle))) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits;
  }

  /** The least noise multiplier of three digits that fits; empty if none up to 1e5 does. */
  OptionalDouble leastNoise(double refused, DoubleFunction<Mechanism> withNoise) {
    double enough = refused;
    do {
      enough *= 2;
      if (enough > MOST_NOISE) {
        return OptionalDouble.empty();
      }
    } while (!fits(withNoise.apply(enough)));
    double tooLittle = Math.max(refused, enough / 2);
    while (roundedUp(tooLittle) < roundedUp(enough) && enough > tooLittle * 1.0005) {
      double middle = Math.sqrt(enough * tooLittle);
      if (fits(withNoise.apply(middle))) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return OptionalDouble.of(roundedUp(enough));
  }

  private boolean fits(Mechanism mechanism) {
    for (BudgetShortfall one : shortfalls) {
      List<Mechanism> together = new ArrayList<>(one.spent());
      together.add(mechanism);
      PrivacyBudget limit = one.rule().budget();
      if (!(accountant.epsilon(together, limit.delta()) <= limit.epsilon())) {
        return false;
      }
    }
    return true;
  }

  private static double roundedUp(double noise) {
    return BigDecimal.valueOf(noise).round(UP).doubleValue();
  }

  private static String atLeast(double noise) {
    return "a noise multiplier of at least " + BigDecimal.valueOf(noise).toPlainString();
  }
}
