package org.medveil.audits.simulated;

import java.util.Objects;
import org.medveil.contracts.Refusal;

/**
 * Who is simulated, and as which encoder sees them.
 *
 * @param patients of all sites together, at least 5
 * @param seed of the patients, their eyes, visits and images
 * @param encoder which directions the causes take: the same seed under another encoder is the same
 *     images seen otherwise
 * @param gains how strong each cause is
 */
public record CohortDesign(int patients, long seed, long encoder, Gains gains) {
  /**
   * @throws Refusal exit 2 for fewer than 5 or more than 1,000,000 patients
   */
  public CohortDesign {
    Objects.requireNonNull(gains);
    if (patients < 5 || patients > 1_000_000) {
      throw Refusal.usage(
          "A simulated cohort has 5 to 1,000,000 patients.", "Use e.g. 1200 patients.");
    }
  }

  /** With the tuned gains, seen by an encoder of the same seed. */
  public static CohortDesign of(int patients, long seed) {
    return new CohortDesign(patients, seed, seed, Gains.tuned());
  }

  /** The same patients with other gains. */
  public CohortDesign with(Gains other) {
    return new CohortDesign(patients, seed, encoder, other);
  }

  /** The same patients and images under another encoder. */
  public CohortDesign seenBy(long otherEncoder) {
    return new CohortDesign(patients, seed, otherEncoder, gains);
  }
}
