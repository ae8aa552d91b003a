package org.medveil.jobs.disentangle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medveil.audits.removal.Removal;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditChart;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditTable;

/** What was removed and kept, as people read it. */
final class DisentangleDocument {
  private DisentangleDocument() {}

  /**
   * What was measured.
   *
   * @param erased the card's words
   * @param kept the card's words
   * @param testPatients patients nobody was trained on
   */
  record Measured(
      String erased,
      String kept,
      int testPatients,
      List<Removal.Attack> attacks,
      List<Removal.Question> questions,
      List<Frontier.Point> frontier) {}

  static AuditDocument of(Measured measured, AuditFacts facts) {
    List<AuditChart> charts = new ArrayList<>();
    FrontierExhibit.chart(measured.frontier()).ifPresent(charts::add);
    List<AuditTable> tables = new ArrayList<>(List.of(attacks(measured), questions(measured)));
    FrontierExhibit.table(measured.frontier()).ifPresent(tables::add);
    tables.removeIf(table -> table.rows().isEmpty());
    return new AuditDocument(
        "disentangle",
        "How much of identity and demographics does the eraser "
            + measured.erased()
            + " remove from the vectors, and what is left of the task? Kept on purpose: "
            + measured.kept()
            + ".",
        found(measured),
        "The eraser and all attackers were fitted on other patients than the "
            + measured.testPatients()
            + " they were tried on. Attackers and probes were trained anew on erased vectors."
            + " Intervals are 95 % percentile bootstraps over patients; changes are paired.",
        List.of(
            "That nobody can be found: an eraser of covariances defeats linear attackers on"
                + " vectors like these. Stronger attackers, more images of a person or another"
                + " data set may find more.",
            "That vectors are anonymous: they remain personal data.",
            "That the eraser may leave the house: it is made of patients and carries no noise,"
                + " unless it was fitted on public data."),
        figures(measured),
        AuditExhibits.of(tables, charts),
        facts);
  }

  private static List<String> found(Measured measured) {
    List<String> found = new ArrayList<>();
    for (Removal.Attack attack : measured.attacks()) {
      found.add(
          "%s, other visit: found first %s before, %s after (chance %s, gallery %d)."
              .formatted(
                  attack.attacker().word(),
                  percent(attack.before().rate()),
                  percent(attack.after().rate()),
                  number(attack.after().chance()),
                  attack.after().gallery()));
    }
    for (Removal.Question question : measured.questions()) {
      found.add(
          "%s: AUROC %s before, %s after (linear probe), %s after (random cosine features)."
              .formatted(
                  question.target().name(),
                  number(question.before().value()),
                  number(question.after().value()),
                  number(question.nonLinear().value())));
    }
    if (found.isEmpty()) {
      found.add("Nothing could be measured: the rows say neither visit nor traits.");
    }
    return found;
  }

  private static List<AuditFigure> figures(Measured measured) {
    List<AuditFigure> figures = new ArrayList<>();
    for (Removal.Attack attack : measured.attacks()) {
      String who = attack.attacker().word();
      figures.add(
          with(
                  AuditFigure.of(
                      "top-1, other visit, " + who, "whole", value(attack.before().rate())),
                  attack.before().rate())
              .chance(attack.before().chance())
              .on(attack.before().probes(), "probes"));
      figures.add(
          with(
                  AuditFigure.of(
                      "top-1, other visit, " + who, "erased", value(attack.after().rate())),
                  attack.after().rate())
              .chance(attack.after().chance())
              .on(attack.after().probes(), "probes"));
      figures.add(
          with(
              AuditFigure.of("change of top-1, " + who, "erased - whole", value(attack.change())),
              attack.change()));
    }
    for (Removal.Question question : measured.questions()) {
      String what = "AUROC, " + question.target().name();
      figures.add(auroc(what + ", linear probe", "whole", question.before()));
      figures.add(auroc(what + ", linear probe", "erased", question.after()));
      figures.add(auroc(what + ", random cosine features", "erased", question.nonLinear()));
      figures.add(
          with(
              AuditFigure.of(
                  "change of AUROC, " + question.target().name(),
                  "erased - whole",
                  value(question.change())),
              question.change()));
    }
    if (figures.isEmpty()) {
      figures.add(AuditFigure.of("patients of the test", "all", measured.testPatients()));
    }
    return figures;
  }

  private static AuditFigure auroc(String metric, String group, Estimate estimate) {
    return with(AuditFigure.of(metric, group, estimate.value()), estimate)
        .chance(.5)
        .on(estimate.patients(), "patients");
  }

  private static AuditFigure with(AuditFigure figure, Estimate estimate) {
    return figure.between(estimate.interval().low(), estimate.interval().high());
  }

  private static double value(Estimate estimate) {
    return estimate.value();
  }

  private static AuditTable attacks(Measured measured) {
    return new AuditTable(
        "Found first among images of other visits (pooled attackers: last visit among means of"
            + " earlier ones)",
        List.of("attacker", "whole", "erased", "change", "chance", "probes", "gallery"),
        measured.attacks().stream()
            .map(
                attack ->
                    List.of(
                        attack.attacker().word(),
                        text(attack.before().rate()),
                        text(attack.after().rate()),
                        text(attack.change()),
                        number(attack.after().chance()),
                        "" + attack.after().probes(),
                        "" + attack.after().gallery()))
            .toList());
  }

  private static AuditTable questions(Measured measured) {
    return new AuditTable(
        "What can be told from a vector (AUROC, chance .5)",
        List.of("question", "whole, linear", "erased, linear", "change", "erased, non-linear"),
        measured.questions().stream()
            .map(
                question ->
                    List.of(
                        question.target().name(),
                        text(question.before()),
                        text(question.after()),
                        text(question.change()),
                        text(question.nonLinear())))
            .toList());
  }

  static String text(Estimate estimate) {
    return "%s [%s, %s]"
        .formatted(
            number(estimate.value()),
            number(estimate.interval().low()),
            number(estimate.interval().high()));
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(Estimate estimate) {
    return String.format(
        Locale.ROOT,
        "%.1f %% [%.1f, %.1f]",
        100 * estimate.value(),
        100 * estimate.interval().low(),
        100 * estimate.interval().high());
  }

  /** Name to value, sorted. */
  static Map<String, String> settings(Object... pairs) {
    Map<String, String> settings = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put(pairs[i].toString(), pairs[i + 1].toString());
    }
    return settings;
  }
}
