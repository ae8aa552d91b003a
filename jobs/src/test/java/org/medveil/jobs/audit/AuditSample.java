package org.medveil.jobs.audit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A whole audit document with every kind of exhibit. */
public final class AuditSample {
  private AuditSample() {}

  /** An audit of that name. */
  public static AuditDocument of(String audit) {
    return of(audit, AuditVerdict.PASS);
  }

  /** With a verdict on its claim. */
  public static AuditDocument of(String audit, AuditVerdict verdict) {
    return new AuditDocument(
        audit,
        "Can a patient be found again from the vectors of one image?",
        List.of(
            "Of 300 patients, 23.2 % are found again in another visit; guessing finds 0.3 %.",
            "Across eyes 5 % are."),
        "Intervals are 95 % percentiles of 1000 resamples of whole patients.",
        List.of("It does not show that any model memorised a patient."),
        List.of(
            AuditFigure.of("cross-visit top-1, cosine", "all", 0.232)
                .between(0.214, 0.252)
                .chance(0.0033)
                .on(300, "patients"),
            AuditFigure.of("AUROC gap", "sex=F", -0.012)
                .between(-0.05, 0.03)
                .on(1_234, "patients")
                .judged(0.1, verdict)),
        new AuditExhibits(
            List.of(
                new AuditTable(
                    "Rates by policy",
                    List.of("Policy", "top-1", "95 % interval"),
                    List.of(
                        List.of("same visit", "0.440", "0.419 – 0.463"),
                        List.of("cross eye", "0.050", "")))),
            charts(),
            List.of(AuditPicture.of("Where identity sits, mean of 185 patients", png()))),
        AuditFacts.of(
            "a".repeat(64),
            "EmbeddingCohort 1, seed 7",
            Map.of("replicates", "1000", "seed", "7"),
            Map.of("vectors", "b".repeat(64))));
  }

  private static List<AuditChart> charts() {
    return List.of(
        new AuditChart(
            "Rate by size of the gallery",
            AuditChart.Kind.LINE,
            AuditChart.Axis.log("patients in the gallery"),
            AuditChart.Axis.log("top-1 rate"),
            List.of(
                AuditChart.Series.of(
                    "cross-visit",
                    List.of(
                        AuditChart.Point.at(100, 0.31).between(0.28, 0.34),
                        AuditChart.Point.at(300, 0.232).between(0.214, 0.252),
                        AuditChart.Point.at(1000, 0.15).between(0.13, 0.17))),
                AuditChart.Series.reference(
                    "chance",
                    List.of(AuditChart.Point.at(100, 0.01), AuditChart.Point.at(1000, 0.001))))),
        new AuditChart(
            "Rate by attacker",
            AuditChart.Kind.BAR,
            AuditChart.Axis.of("attacker"),
            AuditChart.Axis.of("top-1 rate"),
            List.of(
                AuditChart.Series.of(
                    "before erasure",
                    List.of(
                        AuditChart.Point.at("cosine", 0.232).between(0.214, 0.252),
                        AuditChart.Point.at("PLDA with three probes", 0.91).between(0.88, 0.93))),
                AuditChart.Series.of(
                    "after erasure",
                    List.of(
                        AuditChart.Point.at("cosine", 0.013).between(0.01, 0.02),
                        AuditChart.Point.at("PLDA with three probes", 0.03))))),
        new AuditChart(
            "Gap by group",
            AuditChart.Kind.INTERVAL,
            AuditChart.Axis.of("group"),
            AuditChart.Axis.of("gap in AUROC"),
            List.of(
                AuditChart.Series.of(
                    "private minus non-private",
                    List.of(
                        AuditChart.Point.at("sex=F", -0.02).between(-0.05, 0.01),
                        AuditChart.Point.at("age_band=80+", -0.04).between(-0.12, 0.03))),
                AuditChart.Series.reference(
                    "no gap",
                    List.of(
                        AuditChart.Point.at("sex=F", 0), AuditChart.Point.at("age_band=80+", 0))))),
        new AuditChart(
            "Rank correlation of the maps",
            AuditChart.Kind.HEAT,
            AuditChart.Axis.of("map"),
            AuditChart.Axis.of("Spearman's rho"),
            List.of(
                AuditChart.Series.of(
                    "identity",
                    List.of(AuditChart.Point.at("sex", 0.12), AuditChart.Point.at("age", 0.08))),
                AuditChart.Series.of("disease", List.of(AuditChart.Point.at("sex", 0.31))))));
  }

  private static byte[] png() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSample(3, 3, 0, 200);
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
