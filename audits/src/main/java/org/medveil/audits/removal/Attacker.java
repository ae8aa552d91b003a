package org.medveil.audits.removal;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.medveil.audits.AuditRows;
import org.medveil.audits.reidentification.Comparison;
import org.medveil.audits.reidentification.Cosine;
import org.medveil.audits.reidentification.GalleryPolicy;
import org.medveil.audits.reidentification.Identification;
import org.medveil.audits.reidentification.Lda;
import org.medveil.audits.reidentification.MateRule;
import org.medveil.audits.reidentification.Plda;
import org.medveil.audits.reidentification.ScanSettings;
import org.medveil.audits.reidentification.Searched;
import org.medveil.audits.reidentification.TrainingSettings;
import org.medveil.audits.reidentification.TripletHead;

/** Who looks for patients among erased vectors; each is trained on erased vectors of others. */
public enum Attacker {
  /** Untrained; one image against each image of other visits. */
  COSINE("cosine", false, (train, settings) -> new Cosine(train.dimension())),
  /** Trained, linear. */
  LDA("LDA", false, Lda::fit),
  /** Trained, linear, likelihood ratio. */
  PLDA("PLDA", false, Plda::fit),
  /** Trained, not linear: a small network with a triplet loss. */
  MLP("MLP", false, TripletHead::fit),
  /** Nearest neighbour among means: the last visit against all earlier ones. */
  POOLED_KNN("kNN pooled over visits", true, (train, settings) -> new Cosine(train.dimension())),
  /** As above with PLDA trained on means of visits. */
  POOLED_PLDA("PLDA, several probes", true, Plda::fit);

  private final String word;
  private final boolean pooled;
  private final BiFunction<AuditRows, TrainingSettings, Comparison> training;

  Attacker(
      String word, boolean pooled, BiFunction<AuditRows, TrainingSettings, Comparison> training) {
    this.word = word;
    this.pooled = pooled;
    this.training = training;
  }

  /** For people. */
  public String word() {
    return word;
  }

  /** Whether it has means of several images. */
  public boolean pooled() {
    return pooled;
  }

  /**
   * Attacks patients that nobody was trained on.
   *
   * @param train vectors as the eraser left them
   * @param test the same of other patients
   * @return empty when the rows do not say which visit they are of
   */
  Optional<Identification> attack(AuditRows train, AuditRows test, RemovalSettings settings) {
    if (!pooled) {
      Comparison by = training.apply(train, settings.training());
      boolean judged = test.all().stream().anyMatch(GalleryPolicy.CROSS_VISIT::judges);
      return judged
          ? Optional.of(found(test, test, by, GalleryPolicy.CROSS_VISIT))
          : Optional.empty();
    }
    Optional<AuditRows> visits = Pooled.visits(train);
    Optional<AuditRows> probes = Pooled.lastVisit(test, settings.probeImages());
    Optional<AuditRows> gallery = Pooled.earlierVisits(test);
    if (visits.isEmpty() || probes.isEmpty() || gallery.isEmpty()) {
      return Optional.empty();
    }
    Comparison by = training.apply(visits.get(), settings.training());
    return Optional.of(found(probes.get(), gallery.get(), by, GalleryPolicy.EXTERNAL));
  }

  private static Identification found(
      AuditRows probes, AuditRows gallery, Comparison by, GalleryPolicy policy) {
    return Identification.of(
        Searched.probes(probes.all(), by, Map.of()),
        Searched.gallery(gallery.all(), by, Map.of()),
        MateRule.of(policy),
        new ScanSettings(1, Integer.MAX_VALUE, 0));
  }
}
