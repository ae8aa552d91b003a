package org.medveil.learning;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * Public settings of {@link LeastSquaresHead}. None costs privacy.
 *
 * @param gramWeight how much of the clip goes to the second moments against the label moments,
 *     above 0; the noise on the second moments falls with it and that on the label moments rises
 * @param biasFeature the constant that is appended to every vector so that the model has a bias,
 *     above 0; a large one takes up clip that the vectors need
 * @param ridge the ridge in multiples of the largest eigenvalue that the noise on the second
 *     moments is expected to have, above 0; see {@link LeastSquaresHead}
 */
public record LeastSquaresSettings(double gramWeight, double biasFeature, double ridge)
    implements Serializable {
  /** What cross-validation on RetinaMNIST and PneumoniaMNIST found best over epsilon 1 to 8. */
  public static final LeastSquaresSettings USUAL = new LeastSquaresSettings(1, 0.3, 0.1);

  /** Checks the ranges; anything else is exit 2. */
  public LeastSquaresSettings {
    positive("weight of the second moments", gramWeight);
    positive("bias feature", biasFeature);
    positive("ridge", ridge);
  }

  private static void positive(String what, double value) {
    if (!(value >= 1e-6 && value <= 1e6)) {
      throw Refusal.usage(
          "the " + what + " of least squares is not between 1e-6 and 1e6", "0.1 to 3 is usual");
    }
  }
}
