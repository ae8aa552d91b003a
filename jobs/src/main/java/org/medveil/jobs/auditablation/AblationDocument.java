package org.medveil.jobs.auditablation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditPicture;
import org.medveil.jobs.audit.AuditTable;

/** The ablation as people read it. */
final class AblationDocument {
  private AblationDocument() {}

  static AuditDocument of(
      List<FeatureAblation.Point> points,
      Optional<PixelAblation.Maps> maps,
      int across,
      AuditFacts facts) {
    List<String> found = new ArrayList<>();
    List<AuditFigure> figures = new ArrayList<>();
    List<AuditTable> tables = new ArrayList<>();
    List<AuditPicture> pictures = new ArrayList<>();
    maps.ifPresent(
        m -> {
          m.agreements().forEach(a -> found.add(sentence(a)));
          m.agreements().forEach(a -> figures.add(figure(a)));
          tables.add(agreements(m));
          for (int r = 0; r < m.means().size(); r++) {
            pictures.add(
                AuditPicture.of(
                    "Where covering moves the "
                        + m.names().get(r)
                        + ": mean over "
                        + m.images()
                        + " images, black least, yellow most",
                    MapPicture.png(m.means().get(r), across)));
          }
        });
    points.forEach(point -> features(point, found, figures));
    if (maps.isEmpty()) {
      found.add("Which part of the image carries what: not evidenced, no images were given.");
    }
    tables.add(features(points));
    tables.removeIf(table -> table.rows().isEmpty());
    if (figures.isEmpty()) {
      throw org.medveil.contracts.Refusal.badData(
          "Nothing can be measured: the rows say neither visit nor traits.",
          "Give rows with visits, sex, age or label.");
    }
    return new AuditDocument(
        "audit-ablation",
        "Which part of the image, and which directions of its vector, carry identity, which"
            + " demographics, which disease?",
        found,
        "Heads and attackers were fitted on other patients than those they were tried on. Intervals"
            + " are 95 % percentile bootstraps over patients. A rank correlation is taken within"
            + " each image and averaged.",
        List.of(
            "Causes: a covered patch changes what the encoder makes of the whole image, and the"
                + " covered image is like none it was made for.",
            "That demographics and identity are apart because their maps differ: two readouts can"
                + " use one region in two ways. disentangle asks that question.",
            "What a stronger attacker would use: the maps are those of a cosine and of linear"
                + " heads."),
        figures,
        new AuditExhibits(
            tables, AblationChart.of(points).map(List::of).orElse(List.of()), pictures),
        facts);
  }

  private static String sentence(PixelAblation.Agreement a) {
    return "Maps of %s and %s: rank correlation %s over %d images."
        .formatted(a.first(), a.second(), text(a.rho()), a.images());
  }

  private static AuditFigure figure(PixelAblation.Agreement a) {
    return with(
            AuditFigure.of(
                "rank correlation of occlusion maps",
                a.first() + " and " + a.second(),
                a.rho().value()),
            a.rho())
        .chance(0)
        .on(a.rho().patients(), "patients");
  }

  private static void features(
      FeatureAblation.Point point, List<String> found, List<AuditFigure> figures) {
    String group = point.k() + " directions dropped";
    List<String> words = new ArrayList<>();
    for (Removal.Attack attack : point.attacks()) {
      figures.add(
          with(
                  AuditFigure.of(
                      "top-1, other visit, " + attack.attacker().word(),
                      group,
                      attack.after().rate().value()),
                  attack.after().rate())
              .chance(attack.after().chance())
              .on(attack.after().probes(), "probes"));
      words.add(attack.attacker().word() + " finds " + number(attack.after().rate().value()));
    }
    for (Removal.Question question : point.questions()) {
      figures.add(
          with(
                  AuditFigure.of(
                      "AUROC, " + question.target().name(), group, question.after().value()),
                  question.after())
              .chance(.5)
              .on(question.after().patients(), "patients"));
      words.add("AUROC of " + question.target().name() + " " + number(question.after().value()));
    }
    if (!words.isEmpty()) {
      found.add(group + ": " + String.join("; ", words) + ".");
    }
  }

  private static AuditTable agreements(PixelAblation.Maps maps) {
    return new AuditTable(
        "Rank correlation of occlusion maps of the same image",
        List.of("first", "second", "Spearman's rho", "images"),
        maps.agreements().stream()
            .map(a -> List.of(a.first(), a.second(), text(a.rho()), "" + a.images()))
            .toList());
  }

  private static AuditTable features(List<FeatureAblation.Point> points) {
    List<List<String>> rows = new ArrayList<>();
    for (FeatureAblation.Point point : points) {
      for (Removal.Attack attack : point.attacks()) {
        rows.add(
            List.of(
                "" + point.k(),
                "top-1, other visit, " + attack.attacker().word(),
                text(attack.after().rate()),
                number(attack.after().chance())));
      }
      for (Removal.Question question : point.questions()) {
        rows.add(
            List.of(
                "" + point.k(),
                "AUROC, " + question.target().name(),
                text(question.after()),
                number(.5)));
      }
    }
    return new AuditTable(
        "What is left when the leading directions of identity are dropped",
        List.of("dropped", "measure", "value", "chance"),
        rows);
  }

  private static AuditFigure with(AuditFigure figure, Estimate estimate) {
    return figure.between(estimate.interval().low(), estimate.interval().high());
  }

  private static String text(Estimate estimate) {
    return "%s [%s, %s]"
        .formatted(
            number(estimate.value()),
            number(estimate.interval().low()),
            number(estimate.interval().high()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
