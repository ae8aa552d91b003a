package org.medveil.jobs.auditfairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medveil.audits.fairness.FairnessAudit;
import org.medveil.audits.fairness.FairnessHistory;
import org.medveil.audits.fairness.GroupResult;
import org.medveil.audits.fairness.Metric;
import org.medveil.audits.fairness.Standing;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditTable;

/** Who was measured and how the model does, group by group. */
final class FairnessTables {
  private FairnessTables() {}

  static List<AuditTable> of(FairnessAudit audit, Optional<FairnessHistory> history) {
    List<AuditTable> tables = new ArrayList<>();
    tables.add(groups("Groups", audit, 1));
    if (audit.groups().stream().anyMatch(g -> g.group().parts().size() > 1)) {
      tables.add(groups("Where two groups meet", audit, 2));
    }
    history.ifPresent(past -> tables.add(rounds(past)));
    return tables;
  }

  private static AuditTable groups(String title, FairnessAudit audit, int parts) {
    List<List<String>> rows = new ArrayList<>();
    for (GroupResult group : audit.groups()) {
      int size = group.group().parts().size();
      if (size == parts || (parts == 1 && size == 0)) {
        rows.add(row(group));
      }
    }
    return new AuditTable(
        title,
        List.of(
            "Group",
            "Note",
            "Patients",
            "with event",
            "without",
            "Prevalence",
            "AUROC",
            "Gap",
            "TPR",
            "FPR",
            "Slope"),
        rows);
  }

  private static List<String> row(GroupResult g) {
    if (!g.standing().shown()) {
      String why =
          g.standing() == Standing.TOO_SMALL ? "not shown: below " + Standing.LEAST : "held back";
      return List.of(g.group().name(), why, "", "", "", "", "", "", "", "", "");
    }
    return List.of(
        g.group().name(),
        g.standing() == Standing.FEW ? "few: below " + Standing.ENOUGH : "",
        "" + g.count().patients(),
        "" + g.count().withEvent(),
        "" + g.count().withoutEvent(),
        value(g, Metric.PREVALENCE),
        whole(g.figure(Metric.AUROC)),
        whole(g.figure(Metric.AUROC_GAP)),
        value(g, Metric.TPR),
        value(g, Metric.FPR),
        value(g, Metric.SLOPE));
  }

  private static AuditTable rounds(FairnessHistory past) {
    List<String> columns = new ArrayList<>(List.of("Group"));
    past.rounds().forEach(round -> columns.add("AUROC, round " + round));
    columns.add("Change of the gap");
    List<List<String>> rows = new ArrayList<>();
    for (FairnessHistory.Line line : past.lines()) {
      List<String> row = new ArrayList<>(List.of(line.group().name()));
      line.aurocs().forEach(auroc -> row.add(whole(auroc)));
      row.add(line.group().parts().isEmpty() ? "" : whole(line.change()));
      rows.add(row);
    }
    return new AuditTable("The model's history, round by round", columns, rows);
  }

  private static String value(GroupResult group, Metric metric) {
    return group.figure(metric).map(e -> String.format(Locale.ROOT, "%.3f", e.value())).orElse("");
  }

  private static String whole(Optional<Estimate> estimate) {
    return estimate
        .map(
            e ->
                String.format(
                    Locale.ROOT,
                    "%.3f [%.3f, %.3f]",
                    e.value(),
                    e.interval().low(),
                    e.interval().high()))
        .orElse("");
  }
}
