package org.medveil.dp.statistics;

import org.medveil.dp.DiscreteGaussian;
import org.medveil.dp.DiscreteLaplace;
import org.medveil.dp.Mechanism;

/** Which noise counts and sums get. */
public enum NoiseShape {
  /** Grows with the root of the numbers a patient may change: better for many. */
  GAUSSIAN {
    @Override
    Mechanism mechanism(double multiplier, int shift, int coordinates) {
      double sigma = Math.nextUp(multiplier * shift * Math.sqrt(coordinates));
      return new DiscreteGaussian(sigma, shift, coordinates, 1);
    }
  },
  /** Costs no δ; better where a patient changes few numbers. */
  LAPLACE {
    @Override
    Mechanism mechanism(double multiplier, int shift, int coordinates) {
      double scale = Math.nextUp(multiplier * shift * coordinates);
      return new DiscreteLaplace(scale, shift, coordinates, 1);
    }
  };

  /**
   * @param multiplier noise over sensitivity
   * @param shift most a patient changes a number by
   * @param coordinates most numbers a patient changes
   */
  abstract Mechanism mechanism(double multiplier, int shift, int coordinates);
}
