package org.medveil.jobs.cohortsummary;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.Tables;
import org.medveil.dp.Accountant;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.dp.Release;
import org.medveil.dp.statistics.Estimate;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.statistics.DpStatistics;
import org.medveil.jobs.statistics.PlannedStatistics;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableSchema;
import org.medveil.jobs.tables.TableStore;

/**
 * One summary: plan, reserve, count with noise, keep, commit.
 *
 * @param facets what is told
 * @param budget of this summary
 * @param policy the site's limits
 * @param store the site's tables
 */
record CohortSummaryStep(
    CohortFacets facets, PrivacyBudget budget, SitePolicy policy, TableStore store) {
  static final String AUDIT = "cohort-summary";

  /** The findings that stand now; {@code fresh} when this call made them. */
  record Outcome(LedgerReceipt receipt, List<Row> findings, boolean fresh) {}

  Outcome run(PrivacyLedger ledger, NoiseSource noise, Accountant accountant) {
    String runId = runId();
    Optional<LedgerReceipt> earlier = ledger.receipt(runId);
    List<Row> kept = earlier.map(this::findings).orElse(List.of());
    if (!kept.isEmpty()) {
      ledger.commit(runId);
      return new Outcome(earlier.get(), kept, false);
    }
    Dataset<Row> told = facets.of(store.read(Tables.INSTANCES), store.readOrEmpty(Tables.OUTCOMES));
    PlannedStatistics plan =
        DpStatistics.of(told, "subject_key")
            .groupBy("facet")
            .publicGroups(facets.names().stream().map(List::of).toList())
            .maxGroupsPerPatient(facets.mostOfOnePatient())
            .patientCount()
            .within(budget, accountant);
    policy.permit(budget, told.select("subject_key").distinct().count());
    LedgerReceipt receipt =
        ledger.reserve(policy.reservation(runId, plan.mechanisms(), facets.agreement().purpose()));
    Release<List<Estimate>> release = plan.run(receipt, noise);
    // Kept first, committed second: a crash between the two is healed by running again.
    store.append(Tables.FINDINGS, rows(release, receipt));
    ledger.commit(runId);
    return new Outcome(receipt, findings(receipt), true);
  }

  /** The same call on the same data is the same run: it is paid once. */
  private String runId() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cohort", policy.cohort());
    facts.put("agreement", facets.agreement().sha256());
    facts.put("facets", facets.names());
    facts.put("epsilon", budget.epsilon());
    facts.put("delta", budget.delta());
    facts.put("instances", store.snapshot(Tables.INSTANCES).orElse(0L));
    facts.put("outcomes", store.snapshot(Tables.OUTCOMES).orElse(0L));
    return AUDIT + "/" + Locations.sha256(Json.line(facts)).substring(0, 24);
  }

  private Dataset<Row> rows(Release<List<Estimate>> release, LedgerReceipt receipt) {
    Timestamp now = Timestamp.from(Instant.now());
    List<Row> rows =
        release.value().stream()
            .map(
                one ->
                    RowFactory.create(
                        AUDIT,
                        facets.agreement().sha256(),
                        one.statistic(),
                        one.group().values().get(0),
                        one.value(),
                        one.value() - one.accuracy().halfWidth95(),
                        one.value() + one.accuracy().halfWidth95(),
                        null,
                        "info",
                        receipt.entryHash(),
                        now))
            .toList();
    return store.spark().createDataFrame(rows, TableSchema.of(Tables.FINDINGS));
  }

  private List<Row> findings(LedgerReceipt receipt) {
    return store
        .readOrEmpty(Tables.FINDINGS)
        .filter(
            col("audit").equalTo(AUDIT).and(col("evidence_sha256").equalTo(receipt.entryHash())))
        .orderBy("cohort_group")
        .select("cohort_group", "value", "ci_low", "ci_high")
        .collectAsList();
  }
}
