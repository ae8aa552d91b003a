package org.medveil.audits.erasure;

import java.util.Locale;
import org.medveil.dp.GridGaussian;

/**
 * How much of a release would be noise, known before anything is spent: from the size of the noise,
 * the number of values and a public number of patients alone. Both figures compare the noise with
 * the <em>largest</em> that the data could give; real data give less, so they are hopeful.
 *
 * @param concepts noise of the covariance of vector and trait, as a norm, over the largest norm it
 *     can have; 0 when no concept is erased
 * @param identity largest eigenvalue of the noise on the scatter of units over the largest mean
 *     eigenvalue that the scatter can have; 0 when no identity is erased
 */
public record ReleaseForecast(double concepts, double identity) {
  /** Above these the simulated cohort kept what was to be erased: docs/disentanglement.md. */
  static final double MOST_CONCEPTS = .005;

  static final double MOST_IDENTITY = .5;

  /**
   * The forecast.
   *
   * @param plan what is erased
   * @param shape of its release
   * @param grid that prices it
   * @param patients a public number
   */
  public static ReleaseForecast of(
      ErasurePlan plan, MomentShape shape, GridGaussian grid, long patients) {
    double deviation = grid.sigmaUnits() * grid.gridStep() / patients;
    int d = shape.vector();
    double column = deviation * Math.sqrt(d / 2.0) / MomentShape.TRAIT;
    return new ReleaseForecast(
        plan.concepts().isEmpty() ? 0 : column,
        plan.identityRank() == 0 ? 0 : Triangle.noiseEdge(deviation, d) * d);
  }

  /** Whether the release would be expected to erase nothing to speak of. */
  public boolean weak() {
    return concepts > MOST_CONCEPTS || identity > MOST_IDENTITY;
  }

  /** For people, in one sentence. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "noise over the largest possible signal: %.2g for concepts (useful up to %.2g), %.2g for"
            + " identity (useful up to %.2g); 0 where nothing of the kind is erased",
        concepts,
        MOST_CONCEPTS,
        identity,
        MOST_IDENTITY);
  }
}
