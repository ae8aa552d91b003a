package org.medveil.jobs.auditreidentification;

import java.util.List;
import java.util.Optional;
import org.medveil.audits.reidentification.AuditPlan;
import org.medveil.audits.reidentification.GalleryPolicy;
import org.medveil.audits.reidentification.NearDuplicates;
import org.medveil.audits.statistics.Resampling;
import picocli.CommandLine.Option;

/** Who attacks whom. */
final class AttackOptions {
  @Option(
      names = "--policy",
      split = ",",
      defaultValue = "same-visit-allowed,cross-visit,cross-eye",
      paramLabel = "NAME",
      description =
          "Galleries: same-visit-allowed, cross-visit, cross-eye (default: ${DEFAULT-VALUE}).")
  private List<String> policies;

  @Option(
      names = "--attackers",
      split = ",",
      defaultValue = "cosine,whitened-cosine,l2,lda,plda,triplet",
      paramLabel = "NAME",
      description = "Attackers (default: ${DEFAULT-VALUE}).")
  private List<String> attackers;

  @Option(
      names = "--folds",
      defaultValue = "2",
      description =
          "Parts of the patients for trained attackers, 2 to 20; 0 leaves them out (default:"
              + " ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--near-duplicate-cosine",
      defaultValue = "0.995",
      paramLabel = "NUMBER",
      description =
          "Without pixels or hashes: centred vectors of one patient above this cosine are near-duplicates"
              + " (default: ${DEFAULT-VALUE}).")
  private double cosine;

  @Option(
      names = "--near-duplicate-bits",
      defaultValue = "4",
      paramLabel = "NUMBER",
      description =
          "Images of one patient whose perceptual hashes differ in at most so many bits of 64 are"
              + " near-duplicates (default: ${DEFAULT-VALUE}).")
  private int bits;

  @Option(
      names = "--near-duplicate-correlation",
      defaultValue = "0.95",
      paramLabel = "NUMBER",
      description = "Or whose pixels correlate more than this (default: ${DEFAULT-VALUE}).")
  private double correlation;

  @Option(
      names = "--false-accepts",
      defaultValue = "1e-4",
      paramLabel = "RATE",
      description = "False-accept rate at which true accepts are told (default: ${DEFAULT-VALUE}).")
  private double falseAccepts;

  @Option(
      names = "--shrinkage",
      defaultValue = "0.003",
      paramLabel = "NUMBER",
      description = "Of the whitening, in mean variances (default: ${DEFAULT-VALUE}).")
  private double shrinkage;

  @Option(
      names = "--gallery",
      paramLabel = "FILE",
      description = "Vectors of another release (.csv, .parquet): the linkage is tried as well.")
  private String gallery;

  Optional<String> gallery() {
    return Optional.ofNullable(gallery);
  }

  AuditPlan plan(boolean pixels, Resampling resampling) {
    NearDuplicates near =
        pixels
            ? new NearDuplicates.ByPixels(bits, correlation)
            : new NearDuplicates.ByCosine(cosine);
    return new AuditPlan(
        policies.stream().map(GalleryPolicy::named).toList(),
        attackers,
        folds,
        near,
        falseAccepts,
        shrinkage,
        resampling);
  }
}
