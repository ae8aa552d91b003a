package org.medveil.jobs.auditreidentification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medveil.audits.reidentification.AttackResult;
import org.medveil.audits.reidentification.OpenSet;
import org.medveil.audits.reidentification.ReidentificationAudit;
import org.medveil.audits.reidentification.TraitFinding;
import org.medveil.jobs.audit.AuditTable;

/** The numbers, written out. */
record DocumentTables(ReidentificationAudit.Outcome outcome, Optional<Linkage> linkage) {
  List<AuditTable> all() {
    List<AuditTable> tables = new ArrayList<>();
    tables.add(rates("Found at first place", outcome.attacks()));
    tables.add(verification("Same patient or not, from one score", outcome.attacks()));
    tables.add(alike(outcome.attacks()));
    tables.add(
        openSet(
            "Open set: the attacker does not know whether the patient is in the gallery",
            outcome.attacks()));
    if (!outcome.traits().isEmpty()) {
      tables.add(traits(outcome.traits()));
    }
    linkage.ifPresent(
        linked -> {
          tables.add(
              rates(
                  "Linked to another release that holds %d of %d patients"
                      .formatted(linked.membership().members(), linked.membership().patients()),
                  linked.attacks()));
          tables.add(openSet("Open set of the other release", linked.attacks()));
        });
    return tables.stream().filter(table -> !table.rows().isEmpty()).toList();
  }

  private static List<String> start(AttackResult attack) {
    return List.of(attack.policy().label(), attack.attacker(), DocumentTexts.group(attack));
  }

  private static List<String> row(AttackResult attack, List<String> more) {
    List<String> row = new ArrayList<>(start(attack));
    row.addAll(more);
    return row;
  }

  private static AuditTable rates(String title, List<AttackResult> attacks) {
    List<List<String>> rows = new ArrayList<>();
    for (AttackResult attack : attacks) {
      List<String> row = row(attack, DocumentTexts.rate(attack.first()));
      row.add(DocumentTexts.percent(attack.perPatient().rate()));
      row.add("" + attack.matedPatients());
      rows.add(row);
    }
    return new AuditTable(
        title,
        List.of(
            "policy",
            "attacker",
            "gallery of",
            "found",
            "chance",
            "lift",
            "probes",
            "images in the gallery",
            "found, each patient once",
            "patients"),
        rows);
  }

  private static AuditTable verification(String title, List<AttackResult> attacks) {
    List<List<String>> rows = new ArrayList<>();
    for (AttackResult attack : attacks) {
      attack
          .verification()
          .ifPresent(
              verified ->
                  rows.add(
                      row(
                          attack,
                          List.of(
                              DocumentTexts.number(verified.auc()),
                              DocumentTexts.number(verified.equalError()),
                              DocumentTexts.number(verified.accepted()),
                              DocumentTexts.small(verified.falseAccepts()),
                              "" + verified.genuine(),
                              "" + verified.impostors()))));
    }
    return new AuditTable(
        title,
        List.of(
            "policy",
            "attacker",
            "gallery of",
            "AUC",
            "equal error rate",
            "true accepts",
            "at false accepts",
            "pairs of one patient",
            "pairs of two, sampled"),
        rows);
  }

  private static AuditTable alike(List<AttackResult> attacks) {
    List<List<String>> rows = new ArrayList<>();
    for (AttackResult attack : attacks) {
      attack
          .alike()
          .ifPresent(
              alike ->
                  rows.add(
                      row(
                          attack,
                          List.of(
                              DocumentTexts.percent(alike.matched()),
                              DocumentTexts.percent(alike.random()),
                              DocumentTexts.number(alike.difference()),
                              String.format(Locale.ROOT, "%.0f", alike.size())))));
    }
    return new AuditTable(
        "Among patients of the same sex, age band and ethnicity, against random galleries as large",
        List.of(
            "policy",
            "attacker",
            "gallery of",
            "found among like patients",
            "found among random ones",
            "difference, paired",
            "mean images of others"),
        rows);
  }

  private static AuditTable openSet(String title, List<AttackResult> attacks) {
    List<List<String>> rows = new ArrayList<>();
    for (AttackResult attack : attacks) {
      for (OpenSet set : attack.openSet()) {
        String posteriors =
            set.posteriors().stream()
                .map(one -> String.format(Locale.ROOT, "%.3f if %s", one.correct(), one.prior()))
                .collect(Collectors.joining("; "));
        rows.add(
            row(
                attack,
                List.of(
                    "" + set.target(),
                    DocumentTexts.number(set.falsePositives()),
                    DocumentTexts.number(set.falseNegatives()),
                    posteriors.isEmpty() ? "not evidenced: no stranger was named" : posteriors)));
      }
    }
    return new AuditTable(
        title,
        List.of(
            "policy",
            "attacker",
            "gallery of",
            "FPIR aimed at",
            "FPIR",
            "FNIR",
            "a name is right with probability, if the prior of membership is"),
        rows);
  }

  private static AuditTable traits(List<TraitFinding> traits) {
    return new AuditTable(
        "Demographics told from vectors of unseen patients",
        List.of(
            "trait",
            "AUC",
            "on re-identified images",
            "on the others",
            "difference, paired",
            "patients"),
        traits.stream()
            .map(
                trait ->
                    List.of(
                        trait.trait(),
                        DocumentTexts.number(trait.all()),
                        DocumentTexts.number(trait.found()),
                        DocumentTexts.number(trait.missed()),
                        DocumentTexts.number(trait.difference()),
                        "" + trait.patients()))
            .toList());
  }
}
