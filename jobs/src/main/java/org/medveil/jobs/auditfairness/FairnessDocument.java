package org.medveil.jobs.auditfairness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medveil.audits.fairness.FairnessAudit;
import org.medveil.audits.fairness.FairnessHistory;
import org.medveil.audits.fairness.GroupResult;
import org.medveil.audits.fairness.Metric;
import org.medveil.audits.fairness.Standing;
import org.medveil.audits.statistics.Estimate;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditExhibits;
import org.medveil.jobs.audit.AuditFacts;
import org.medveil.jobs.audit.AuditFigure;
import org.medveil.jobs.audit.AuditOptions;
import org.medveil.jobs.audit.AuditVerdict;

/**
 * The audit in words and figures.
 *
 * @param audit the last round
 * @param history of several rounds
 * @param scored what was audited
 * @param largestGap the claim, if one was made
 */
record FairnessDocument(
    FairnessAudit audit,
    Optional<FairnessHistory> history,
    Scored scored,
    Optional<Double> largestGap) {

  AuditDocument written(AuditOptions options, GroupColumns by) {
    return new AuditDocument(
        "audit-fairness",
        "Does the model serve every group alike: does it rank as well, does it miss as few, does it"
            + " raise as few false alarms, and can its probabilities be believed, by "
            + String.join(", ", by.names()).replace('_', ' ')
            + " and where two of these meet?",
        found(),
        howSure(options),
        limits(),
        figures(),
        AuditExhibits.of(FairnessTables.of(audit, history), FairnessCharts.of(audit, history)),
        facts(options, by));
  }

  private List<String> found() {
    List<String> found = new ArrayList<>();
    List<GroupResult> gaps = withGap(Metric.AUROC_GAP);
    long apart = gaps.stream().filter(g -> apart(g, Metric.AUROC_GAP)).count();
    found.add(
        gaps.isEmpty()
            ? "No group could be compared: none is large enough to be shown, or nothing tells people"
                + " apart."
            : String.format(
                Locale.ROOT,
                "%d groups and pairs were compared with everyone else by AUROC; the 95 %% interval of"
                    + " the gap excludes 0 in %d of them. If nothing differed, about %.1f would by"
                    + " chance.",
                gaps.size(),
                apart,
                gaps.size() / 20.0));
    audit
        .everyone()
        .figure(Metric.AUROC)
        .ifPresent(
            all ->
                found.add(
                    String.format(
                        Locale.ROOT,
                        "For everyone the AUROC is %s on %,d patients.",
                        words(all),
                        audit.everyone().count().patients())));
    worst(Metric.AUROC_GAP, "The lowest AUROC against everyone else").ifPresent(found::add);
    worst(Metric.TPR_GAP, "The largest shortfall of found cases at the common threshold")
        .ifPresent(found::add);
    worst(Metric.COST_GAP, "The group for which privacy costs most compared with everyone else")
        .ifPresent(found::add);
    history.flatMap(FairnessDocument::grown).ifPresent(found::add);
    long small = count(Standing.TOO_SMALL);
    long held = count(Standing.WOULD_TELL);
    if (small + held > 0) {
      found.add(
          String.format(
              Locale.ROOT,
              "%d groups and pairs are not shown because fewer than %d patients have the event, or do not;"
                  + " %d more are held back because those could be worked out from them. About these"
                  + " nothing is evidenced.",
              small,
              Standing.LEAST,
              held));
    }
    return found;
  }

  private Optional<String> worst(Metric metric, String what) {
    return withGap(metric).stream()
        .min(Comparator.comparingDouble(g -> g.figure(metric).orElseThrow().value()))
        .map(
            g ->
                String.format(
                    Locale.ROOT,
                    "%s: %s, a difference of %s (%,d patients)%s.",
                    what,
                    g.group().name(),
                    words(g.figure(metric).orElseThrow()),
                    g.count().patients(),
                    apart(g, metric) ? "" : "; it may be chance"));
  }

  private static Optional<String> grown(FairnessHistory history) {
    List<FairnessHistory.Line> lines =
        history.lines().stream()
            .filter(l -> !l.group().parts().isEmpty() && l.change().isPresent())
            .toList();
    long wider = lines.stream().filter(l -> l.change().orElseThrow().interval().high() < 0).count();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "From round %s to round %s the gap moved against %d of %d groups by more than"
                    + " chance explains (95 %% interval of the change below 0).",
                history.rounds().get(0),
                history.rounds().get(history.rounds().size() - 1),
                wider,
                lines.size()));
  }

  private static String howSure(AuditOptions options) {
    return String.format(
        Locale.ROOT,
        "Intervals are 95 %% percentiles of %,d bootstrap resamples of whole patients, all figures on"
            + " the same resamples, so that differences are paired. They are not widened for the"
            + " number of comparisons: of twenty groups without any difference one is expected to"
            + " look different. A group with fewer than %d patients with the event, or without, is marked few; below %d it is"
            + " not shown, and groups are held back from which a small one could be worked out.",
        options.replicates(),
        Standing.ENOUGH,
        Standing.LEAST);
  }

  private static List<String> limits() {
    return List.of(
        "A gap says that the model does better for some than for others here. It does not say why:"
            + " devices, severity and how labels were made differ between groups as well.",
        "No gap found is not no gap: an interval that covers 0 and is wide says that too few patients"
            + " were measured.",
        "The threshold of the rates is one number for everyone"
            + " and was not chosen for any group. A clinic that uses another will see other rates.",
        "The expected calibration error is above 0 for a perfect model too, the more so the smaller"
            + " the group.",
        "Nothing is said about groups that are not shown, nor about people who are not in this data.");
  }

  private List<AuditFigure> figures() {
    List<AuditFigure> figures = new ArrayList<>();
    for (GroupResult group : audit.shown()) {
      group.figures().forEach((metric, estimate) -> figures.add(figure(group, metric, estimate)));
    }
    history.ifPresent(past -> past.lines().forEach(line -> figures.addAll(changes(past, line))));
    if (figures.isEmpty()) {
      figures.add(AuditFigure.of("groups that can be shown", "all", 0));
    }
    return figures;
  }

  private AuditFigure figure(GroupResult group, Metric metric, Estimate estimate) {
    AuditFigure figure =
        AuditFigure.of(metric.label(), group.group().name(), estimate.value())
            .between(estimate.interval().low(), estimate.interval().high())
            .on(group.count().patients(), "patients");
    if (metric.chance() != null) {
      figure = figure.chance(metric.chance());
    }
    if (metric == Metric.AUROC_GAP && largestGap.isPresent()) {
      double bound = -largestGap.get();
      AuditVerdict verdict =
          estimate.interval().high() < bound
              ? AuditVerdict.FAIL
              : estimate.interval().low() >= bound ? AuditVerdict.PASS : AuditVerdict.INFO;
      figure = figure.judged(bound, verdict);
    }
    return figure;
  }

  private static List<AuditFigure> changes(FairnessHistory past, FairnessHistory.Line line) {
    String span = past.rounds().get(0) + " to " + past.rounds().get(past.rounds().size() - 1);
    String what = line.group().parts().isEmpty() ? "AUROC" : "AUROC gap";
    return line.change().stream()
        .map(
            change ->
                AuditFigure.of(
                        "change of the " + what + ", round " + span,
                        line.group().name(),
                        change.value())
                    .between(change.interval().low(), change.interval().high()))
        .toList();
  }

  private AuditFacts facts(AuditOptions options, GroupColumns by) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("seed", "" + options.seed());
    settings.put("replicates", "" + options.replicates());
    settings.put("threshold", String.format(Locale.ROOT, "%.6g", audit.threshold()));
    settings.put("attributes", String.join(", ", by.names()));
    settings.put("rounds", String.join(", ", scored.byRound().keySet()));
    settings.put("images", "" + scored.last().rows().size());
    scored.left().forEach((reason, count) -> settings.put("left out: " + reason, "" + count));
    return AuditFacts.of(scored.subjectSha256(), options.simulatedBy(), settings, scored.hashes());
  }

  private List<GroupResult> withGap(Metric metric) {
    return audit.shown().stream().filter(g -> g.figure(metric).isPresent()).toList();
  }

  private static boolean apart(GroupResult group, Metric metric) {
    return !group.figure(metric).orElseThrow().covers(0);
  }

  private long count(Standing standing) {
    return audit.groups().stream().filter(g -> g.standing() == standing).count();
  }

  private static String words(Estimate e) {
    return String.format(
        Locale.ROOT, "%.3f [%.3f, %.3f]", e.value(), e.interval().low(), e.interval().high());
  }
}
