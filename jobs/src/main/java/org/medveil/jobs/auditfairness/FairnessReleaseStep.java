package org.medveil.jobs.auditfairness;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.audits.fairness.NoisyHistogram;
import org.medveil.contracts.Tables;
import org.medveil.dp.Accountant;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.Release;
import org.medveil.dp.evaluation.Interval;
import org.medveil.dp.statistics.Estimate;
import org.medveil.dp.statistics.GroupKey;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.statistics.DpStatistics;
import org.medveil.jobs.statistics.InstanceFacets;
import org.medveil.jobs.statistics.PlannedStatistics;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableSchema;
import org.medveil.jobs.tables.TableStore;

/**
 * One release: plan, reserve, count with noise, keep, commit. Per group and label a histogram of
 * patients over twenty bins of the score; a patient counts in one label, one bin and at most as
 * many groups as {@link InstanceFacets} says, once each. Numbers of patients and AUROC follow from
 * it.
 *
 * @param facets the groups
 * @param budget of this release
 * @param policy the site's limits
 * @param store the hold-out's tables
 */
record FairnessReleaseStep(
    InstanceFacets facets, PrivacyBudget budget, SitePolicy policy, TableStore store) {
  static final String AUDIT = "fairness-release";

  private static final int BINS = 20;
  private static final List<String> LABELS = List.of("0", "1");

  /** The findings that stand now; {@code fresh} when this call made them. */
  record Outcome(LedgerReceipt receipt, List<Row> findings, boolean fresh) {}

  Outcome run(Scored scored, PrivacyLedger ledger, NoiseSource noise, Accountant accountant) {
    String runId = runId(scored);
    Optional<LedgerReceipt> earlier = ledger.receipt(runId);
    List<Row> kept = earlier.map(this::findings).orElse(List.of());
    if (!kept.isEmpty()) {
      ledger.commit(runId);
      return new Outcome(earlier.get(), kept, false);
    }
    Dataset<Row> told =
        facets
            .of(store.read(Tables.INSTANCES))
            .distinct()
            .join(PatientScores.of(store.spark(), scored.last()), "subject_key");
    PlannedStatistics plan =
        DpStatistics.of(told, "subject_key")
            .groupBy("facet", "event")
            .publicGroups(
                facets.names().stream()
                    .flatMap(name -> LABELS.stream().map(label -> List.of(name, label)))
                    .toList())
            .maxGroupsPerPatient(facets.mostOfOnePatient())
            .histogram(
                "score", IntStream.range(1, BINS).mapToDouble(i -> (double) i / BINS).toArray())
            .within(budget, accountant);
    policy.permit(budget, told.select("subject_key").distinct().count());
    LedgerReceipt receipt =
        ledger.reserve(policy.reservation(runId, plan.mechanisms(), facets.agreement().purpose()));
    Release<List<Estimate>> release = plan.run(receipt, noise);
    // Kept first, committed second: a crash between the two is healed by running again.
    store.append(
        Tables.FINDINGS,
        store
            .spark()
            .createDataFrame(
                rows(release.value(), scored, receipt), TableSchema.of(Tables.FINDINGS)));
    ledger.commit(runId);
    return new Outcome(receipt, findings(receipt), true);
  }

  /** The same call on the same data and model is the same run: it is paid once. */
  private String runId(Scored scored) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cohort", policy.cohort());
    facts.put("agreement", facets.agreement().sha256());
    facts.put("groups", facets.names());
    facts.put("epsilon", budget.epsilon());
    facts.put("delta", budget.delta());
    facts.put("instances", store.snapshot(Tables.INSTANCES).orElse(0L));
    facts.put("model", scored.subjectSha256());
    facts.put("inputs", scored.hashes());
    return AUDIT + "/" + Locations.sha256(Json.line(facts)).substring(0, 24);
  }

  private List<Row> rows(List<Estimate> noisy, Scored scored, LedgerReceipt receipt) {
    Map<String, double[][]> histograms = new LinkedHashMap<>();
    double sigma = 0;
    double halfWidth = 0;
    for (Estimate one : noisy) {
      if (one.cell().equals(GroupKey.MISSING)) {
        continue;
      }
      double[][] both =
          histograms.computeIfAbsent(
              one.group().values().get(0), g -> new double[LABELS.size()][BINS]);
      both[LABELS.indexOf(one.group().values().get(1))][bin(one.cell())] = one.value();
      sigma = one.accuracy().standardDeviation();
      halfWidth = one.accuracy().halfWidth95();
    }
    Timestamp now = Timestamp.from(Instant.now());
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, double[][]> group : histograms.entrySet()) {
      NoisyHistogram histogram =
          new NoisyHistogram(group.getValue()[0], group.getValue()[1], sigma);
      Line line = new Line(group.getKey(), scored.subjectSha256(), receipt.entryHash(), now);
      double sums = 1.96 * sigma * Math.sqrt(BINS);
      rows.add(line.row("patients without event", histogram.patientsWithout(), sums));
      rows.add(line.row("patients with event", histogram.patientsWith(), sums));
      double auroc = histogram.auroc();
      if (!Double.isNaN(auroc)) {
        rows.add(line.row("AUROC", auroc, histogram.interval(1)));
      }
      for (int label = 0; label < LABELS.size(); label++) {
        for (int bin = 0; bin < BINS; bin++) {
          rows.add(
              line.row(
                  String.format(
                      java.util.Locale.ROOT,
                      "patients of label %d with score bin %02d",
                      label,
                      bin + 1),
                  group.getValue()[label][bin],
                  halfWidth));
        }
      }
    }
    return rows;
  }

  private record Line(String group, String subject, String entry, Timestamp now) {
    Row row(String metric, double value, double halfWidth) {
      return row(metric, value, new Interval(value - halfWidth, value + halfWidth));
    }

    Row row(String metric, double value, Interval interval) {
      return RowFactory.create(
          AUDIT,
          subject,
          metric,
          group,
          value,
          interval.low(),
          interval.high(),
          null,
          "info",
          entry,
          now);
    }
  }

  /** Bins are labelled by their edges, in ascending order: {@code [0.05, 0.1)} is bin 1. */
  private static int bin(String cell) {
    String low = cell.substring(1, cell.indexOf(','));
    return low.equals("-inf") ? 0 : (int) Math.round(Double.parseDouble(low) * BINS);
  }

  private List<Row> findings(LedgerReceipt receipt) {
    return store
        .readOrEmpty(Tables.FINDINGS)
        .filter(
            col("audit").equalTo(AUDIT).and(col("evidence_sha256").equalTo(receipt.entryHash())))
        .orderBy("cohort_group", "metric")
        .select("cohort_group", "metric", "value", "ci_low", "ci_high")
        .collectAsList();
  }
}
