package org.medveil.jobs.cohortsummary;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.agreement.AgreementOptions;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.statistics.PaidMetrics;
import org.medveil.jobs.tables.LedgerOptions;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Noisy cohort sizes, paid from the ledger. */
@Command(
    name = "cohort-summary",
    description = {
      "Noisy numbers of patients by sex, age band and label, paid from the ledger.",
      "For the consortium's --expected-batch. The site's policy comes from --conf. Running "
          + "again on the same data returns the same numbers."
    },
    mixinStandardHelpOptions = true)
public final class CohortSummaryJob extends Job {
  @Mixin private LedgerOptions ledger;
  @Mixin private AgreementOptions agreement;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  private String warehouse;

  @Option(
      names = "--epsilon",
      required = true,
      description = "Epsilon of this summary, unit patient, add/remove one.")
  private double epsilon;

  @Option(
      names = "--delta",
      required = true,
      description = "Delta of this summary; must be below 1/patients.")
  private double delta;

  @Option(
      names = "--labels",
      split = ",",
      defaultValue = "0,1",
      paramLabel = "NUMBER",
      description = "Values that the label can have (default: ${DEFAULT-VALUE}).")
  private List<Integer> labels;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("cohort-summary", Set.of(Zone.RESTRICTED), Zone.PROTECTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "cohort-summary");
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    DataUseAgreement granted = agreement.permitted();
    SitePolicy policy = SitePolicy.of(conf(), "cohort-summary");
    PrivacyBudget budget = new PrivacyBudget(epsilon, delta);
    double nothingIsClipped = 0;
    policy.permit(granted.purpose(), budget, nothingIsClipped);
    NoiseSource noise = NoiseSource.load();
    progress.say("noise: %s", noise.id());
    TableStore store = TableStore.open(SparkSessions.open("cohort-summary"), warehouse);
    CohortSummaryStep step =
        new CohortSummaryStep(new CohortFacets(granted, labels), budget, policy, store);
    try (PrivacyLedger open = ledger.open()) {
      CohortSummaryStep.Outcome outcome = step.run(open, noise, ledger.accountant());
      Map<String, Object> inputs = new LinkedHashMap<>();
      store.snapshot(Tables.INSTANCES).ifPresent(id -> inputs.put("instancesSnapshot", id));
      store.snapshot(Tables.OUTCOMES).ifPresent(id -> inputs.put("outcomesSnapshot", id));
      inputs.put("agreementSha256", granted.sha256());
      return new JobResult(
              outcome.fresh() ? "done" : "unchanged",
              metrics(outcome, budget, noise),
              Map.of("findings", store.warehouse() + " " + Tables.FINDINGS.name()),
              inputs)
          .with(store.lineage());
    }
  }

  private static Map<String, Object> metrics(
      CohortSummaryStep.Outcome outcome, PrivacyBudget budget, NoiseSource noise) {
    List<Map<String, Object>> patients = new ArrayList<>();
    for (Row row : outcome.findings()) {
      Map<String, Object> group = new LinkedHashMap<>();
      group.put("group", row.getString(0));
      group.put("patients", row.getDouble(1));
      group.put("ciLow", row.getDouble(2));
      group.put("ciHigh", row.getDouble(3));
      patients.add(group);
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("noisyPatients", patients);
    metrics.putAll(PaidMetrics.of(budget, outcome.receipt(), noise));
    return metrics;
  }
}
