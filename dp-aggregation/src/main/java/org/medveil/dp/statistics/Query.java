package org.medveil.dp.statistics;

import org.medveil.dp.ExponentialMechanism;
import org.medveil.dp.Mechanism;

/** What a statistic asks of the data, as far as privacy is concerned. */
sealed interface Query {
  /** The mechanism that answers it at this noise multiplier. */
  Mechanism mechanism(double multiplier, NoiseShape noise);

  /**
   * Whole numbers, of which a patient changes at most {@code coordinates}, each by at most {@code
   * shift}.
   *
   * @param share of the statistic's budget (in terms of zCDP), in (0, 1]
   */
  record Numbers(int shift, int coordinates, double share) implements Query {
    @Override
    public Mechanism mechanism(double multiplier, NoiseShape noise) {
      return noise.mechanism(multiplier / Math.sqrt(share), shift, coordinates);
    }
  }

  /**
   * Choices, of which a patient influences at most {@code choices}. All together they cost about as
   * much as one Gaussian of that multiplier z: a choice of bounded range η is η²/8-zCDP (Cesar,
   * Rogers 2021), z is 1/2z².
   */
  record Choices(int choices) implements Query {
    @Override
    public Mechanism mechanism(double multiplier, NoiseShape noise) {
      return new ExponentialMechanism(2 / (multiplier * Math.sqrt(choices)), choices);
    }
  }
}
