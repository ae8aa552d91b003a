package org.medveil.audits.reidentification;

import java.util.List;
import java.util.Optional;

/**
 * One attacker in one kind of gallery.
 *
 * @param attacker by name
 * @param policy of the gallery
 * @param filter near-duplicates that were taken out
 * @param patients in the gallery: all, or unseen by the attacker
 * @param first success at 1 per image
 * @param fifth success at 5 per image
 * @param perPatient success at 1, each patient counting once
 * @param matedPatients patients of the probes that have a mate
 * @param bySize success at 1 in smaller galleries
 * @param alike galleries of like patients, if groups are known
 * @param verification if pairs of both kinds were kept
 * @param openSet one for each target; empty for small cohorts
 */
public record AttackResult(
    String attacker,
    GalleryPolicy policy,
    String filter,
    Gallery patients,
    RatePoint first,
    RatePoint fifth,
    RatePoint perPatient,
    int matedPatients,
    List<RatePoint> bySize,
    Optional<Rates.Alike> alike,
    Optional<Verification> verification,
    List<OpenSet> openSet) {
  /** Whose images stand in the gallery. */
  public enum Gallery {
    /** Everybody's. */
    ALL("all patients"),
    /** Of patients on whom the attacker was not trained. */
    UNSEEN("unseen patients"),
    /** Another release. */
    RELEASE("another release");

    private final String words;

    Gallery(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
