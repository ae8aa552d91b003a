package org.medveil.audits.simulated;

import org.medveil.contracts.Refusal;

/**
 * How strongly each cause shows in a vector. All are standard deviations per direction; 0 switches
 * a cause off, and then what an audit must find is known: identity and eye 0 leave only chance,
 * disease 0 leaves an AUROC of one half.
 *
 * @param identity of the person, 48 directions with a decaying spectrum
 * @param eye of the eye, 48 directions with the same spectrum
 * @param acquisition of the visit and the shot, 16 directions
 * @param demographics of sex, age and ethnicity, one direction each
 * @param disease of the severity, one direction of its own and one of identity's
 * @param site of hospital and device
 * @param noise in every direction
 */
public record Gains(
    double identity,
    double eye,
    double acquisition,
    double demographics,
    double disease,
    double site,
    double noise) {
  /**
   * @throws Refusal exit 2 for a gain that is negative or no number, or without noise
   */
  public Gains {
    double[] all = {identity, eye, acquisition, demographics, disease, site, noise};
    for (double gain : all) {
      if (!(gain >= 0) || Double.isInfinite(gain)) {
        throw Refusal.usage("A gain of the simulation is not a number from 0.", "Use e.g. 0.3.");
      }
    }
    if (noise == 0) {
      throw Refusal.usage("A simulated vector needs noise.", "Use e.g. 0.3.");
    }
  }

  /** Tuned to the figures of {@link EmbeddingCohort}. */
  public static Gains tuned() {
    return new Gains(.245, .245, .885, .2, .3, .3, .3);
  }

  /** The same without what is the person's or the eye's own: nobody can be found again. */
  public Gains withoutIdentity() {
    return new Gains(0, 0, acquisition, demographics, disease, site, noise);
  }

  /** The same with other disease. */
  public Gains withDisease(double gain) {
    return new Gains(identity, eye, acquisition, demographics, gain, site, noise);
  }

  /** The same with other demographics. */
  public Gains withDemographics(double gain) {
    return new Gains(identity, eye, acquisition, gain, disease, site, noise);
  }
}
