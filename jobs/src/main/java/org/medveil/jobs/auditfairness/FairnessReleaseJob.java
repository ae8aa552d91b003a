package org.medveil.jobs.auditfairness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.audit.VectorOptions;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.statistics.InstanceFacets;
import org.medveil.jobs.statistics.PaidMetrics;
import org.medveil.jobs.tables.LedgerOptions;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Noisy fairness figures, paid from the ledger. */
@Command(
    name = "fairness-release",
    description = {
      "Noisy histograms of a global model's scores by sex, age band and label, paid from the ledger.",
      "What audit-fairness measures exactly, in a form that may leave: numbers of patients and AUROC "
          + "by group. The site's policy comes from --conf. Running again returns the same numbers."
    },
    mixinStandardHelpOptions = true)
public final class FairnessReleaseJob extends Job {
  @Mixin private LedgerOptions ledger;
  @Mixin private VectorOptions vectors;

  @Option(
      names = "--exchange",
      required = true,
      paramLabel = "URI",
      description = "The exchange folder.")
  private String exchange;

  @Option(names = "--round", required = true, description = "Round whose model is scored.")
  private int round;

  @Option(
      names = "--consortium-key",
      required = true,
      paramLabel = "FILE",
      description = "The consortium's public key.")
  private Path consortiumKey;

  @Option(
      names = "--scaling",
      defaultValue = "public-reference",
      paramLabel = "NAME",
      description = "Feature scaling the model was trained with (default: ${DEFAULT-VALUE}).")
  private String scaling;

  @Option(
      names = "--epsilon",
      required = true,
      description = "Epsilon of this release, unit patient, add/remove one.")
  private double epsilon;

  @Option(
      names = "--delta",
      required = true,
      description = "Delta of this release; must be below 1/patients.")
  private double delta;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow(
            "fairness-release",
            Set.of(Zone.RESTRICTED, Zone.PSEUDONYMOUS, Zone.PUBLIC),
            Zone.PROTECTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return vectors.warehouse().flatMap(w -> ManifestPath.of(w, "fairness-release"));
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    String warehouse =
        vectors
            .warehouse()
            .orElseThrow(
                () ->
                    Refusal.usage(
                        "fairness-release needs --warehouse", "the hold-out's patients are there"));
    DataUseAgreement granted = vectors.permitted();
    SitePolicy policy = SitePolicy.of(conf(), "fairness-release");
    PrivacyBudget budget = new PrivacyBudget(epsilon, delta);
    double nothingIsClipped = 0;
    policy.permit(granted.purpose(), budget, nothingIsClipped);
    NoiseSource noise = NoiseSource.load();
    progress.say("noise: %s", noise.id());
    SparkSession spark = SparkSessions.open("fairness-release");
    TableStore store = TableStore.open(spark, warehouse);
    Scored scored =
        new ExchangeModels(
                spark,
                vectors,
                new ExchangeModels.Settings(
                    exchange, List.of(round), consortiumKey, scaling, List.of()))
            .scored(new GroupColumns(List.of()));
    FairnessReleaseStep step =
        new FairnessReleaseStep(new InstanceFacets(granted), budget, policy, store);
    try (PrivacyLedger open = ledger.open()) {
      FairnessReleaseStep.Outcome outcome = step.run(scored, open, noise, ledger.accountant());
      Map<String, Object> inputs = new LinkedHashMap<>(scored.hashes());
      store.snapshot(Tables.INSTANCES).ifPresent(id -> inputs.put("instancesSnapshot", id));
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
      FairnessReleaseStep.Outcome outcome, PrivacyBudget budget, NoiseSource noise) {
    List<Map<String, Object>> figures = new ArrayList<>();
    for (Row row : outcome.findings()) {
      if (!row.getString(1).contains(" bin ")) {
        Map<String, Object> figure = new LinkedHashMap<>();
        figure.put("group", row.getString(0));
        figure.put("metric", row.getString(1));
        figure.put("value", row.getDouble(2));
        figure.put("ciLow", row.getDouble(3));
        figure.put("ciHigh", row.getDouble(4));
        figures.add(figure);
      }
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("noisyFigures", figures);
    metrics.putAll(PaidMetrics.of(budget, outcome.receipt(), noise));
    return metrics;
  }
}
