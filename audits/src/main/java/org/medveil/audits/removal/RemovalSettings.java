package org.medveil.audits.removal;

import java.util.Objects;
import org.medveil.audits.reidentification.TrainingSettings;
import org.medveil.audits.statistics.Resampling;
import org.medveil.contracts.Refusal;

/**
 * How a removal is measured.
 *
 * @param resampling of the intervals
 * @param training of the attackers
 * @param probeImages M, images that pooled attackers have of the person's last visit, at least 1
 */
public record RemovalSettings(Resampling resampling, TrainingSettings training, int probeImages) {
  /**
   * @throws Refusal exit 2 without an image
   */
  public RemovalSettings {
    Objects.requireNonNull(resampling);
    Objects.requireNonNull(training);
    if (probeImages < 1) {
      throw Refusal.usage("An attacker has at least one image.", "Raise --probe-images.");
    }
  }

  /** 1000 replicates, 4 images. */
  public static RemovalSettings seeded(long seed) {
    return new RemovalSettings(Resampling.seeded(seed), TrainingSettings.seeded(seed), 4);
  }
}
