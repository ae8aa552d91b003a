package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Objects;

/**
 * Which images of the same patient count as found.
 *
 * @param policy by visit or eye
 * @param nearDuplicates pairs that never count, though they be allowed by the policy
 */
public record MateRule(GalleryPolicy policy, NearDuplicates nearDuplicates)
    implements Serializable {
  /** Refuses null. */
  public MateRule {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(nearDuplicates);
  }

  /** By the policy alone. */
  public static MateRule of(GalleryPolicy policy) {
    return new MateRule(policy, NearDuplicates.NONE);
  }

  boolean allows(Searched probes, int probe, Searched gallery, int mate) {
    return probes.marks().image(probe) != gallery.marks().image(mate)
        && policy.allows(probes.marks(), probe, gallery.marks(), mate)
        && !nearDuplicates.near(probes, probe, gallery, mate);
  }
}
