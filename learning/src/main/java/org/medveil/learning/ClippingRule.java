package org.medveil.learning;

import java.io.Serializable;
import org.medveil.contracts.Refusal;

/**
 * How a patient's mean gradient is brought to norm C at most. Whatever the rule, one patient adds a
 * vector of L2 norm at most C.
 */
public sealed interface ClippingRule extends Serializable {
  /** min(1, C / norm) times the gradient (Abadi et al. 2016). */
  record Flat() implements ClippingRule {}

  /**
   * Each of the L trained layers clipped for itself to C / √L (McMahan et al. 2018): no layer's
   * large gradient shrinks the others.
   */
  record PerLayer() implements ClippingRule {}

  /**
   * The gradient times C / (norm + stability): normalised, so that C only scales the learning rate
   * (Bu et al. 2023, "automatic clipping").
   *
   * @param stability γ, above 0, in units of the norm; 0.01 is usual
   */
  record Automatic(double stability) implements ClippingRule {
    /** Refuses what is not above 0. */
    public Automatic {
      if (!(stability > 0 && stability < Double.POSITIVE_INFINITY)) {
        throw Refusal.usage("automatic clipping needs a stability above 0", "0.01 is usual");
      }
    }
  }

  /**
   * The rule of a name: {@code flat}, {@code per-layer} or {@code automatic} (stability 0.01).
   *
   * @throws Refusal exit 2 for another name
   */
  static ClippingRule named(String name) {
    return switch (name) {
      case "flat" -> new Flat();
      case "per-layer" -> new PerLayer();
      case "automatic" -> new Automatic(0.01);
      default ->
          throw Refusal.usage(
              "there is no clipping '" + name + "'", "known: flat, per-layer, automatic");
    };
  }
}
