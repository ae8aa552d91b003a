package org.medveil.jobs.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.dp.BundleManifest;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.agreement.AgreementOptions;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.DatasetVersion;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.exchange.SiteUpdate;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.LedgerOptions;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains one round at one site and leaves a protected update in the warehouse. */
@Command(
    name = "train",
    description = {
      "Train one round by DP-SGD, DP-FTRL or least squares, the patient as unit, and keep the update for publish.",
      "Reserves budget, adds exact noise every step, commits. The site's policy comes from --conf. Refuses with 90 when the cohort's budget does "
          + "not allow it. Running again returns the update."
    },
    mixinStandardHelpOptions = true)
public final class TrainJob extends Job {
  @Mixin private TrainOptions options;
  @Mixin private LedgerOptions ledger;

  @Mixin private AgreementOptions agreement;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("train", Set.of(Zone.PSEUDONYMOUS), Zone.PROTECTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(
        options.warehouse, "train-" + options.campaign + "-round-" + options.round);
  }

  @Override
  protected JobResult run(Progress progress) throws Exception {
    TrainSettings settings = options.settings();
    DataUseAgreement granted = agreement.permitted();
    SitePolicy policy = SitePolicy.of(conf(), "train");
    policy.permit(granted.purpose(), settings.budget(), settings.plan().largestClippingNorm());
    // Before anything else: without exact noise of a kind the site accepts there is no training.
    NoiseSource noise = policy.noise().load(line -> progress.say("%s", line));
    SparkSession spark = SparkSessions.open("train");
    TableStore store = TableStore.open(spark, settings.warehouse());
    TrainStep step = new TrainStep(settings, granted, policy, noise, store);
    try (PrivacyLedger open = ledger.open()) {
      TrainStep.Outcome outcome = step.run(open, progress);
      BundleManifest facts = outcome.facts();
      String update =
          Folders.at(settings.warehouse(), spark.sparkContext().hadoopConfiguration())
              .uri(SiteUpdate.folder(settings.campaign(), settings.round()));
      Map<String, Object> outputs = Map.of("siteUpdate", update);
      Map<String, Object> inputs = new LinkedHashMap<>();
      store.snapshot(Tables.EMBEDDINGS).ifPresent(id -> inputs.put("embeddingsSnapshot", id));
      inputs.put("agreementSha256", granted.sha256());
      return new JobResult(outcome.fresh() ? "done" : "unchanged", metrics(facts), outputs, inputs)
          .with(
              store.lineage().writing(DatasetVersion.at(update, Optional.of(facts.deltaSha256()))));
    }
  }

  private static Map<String, Object> metrics(BundleManifest facts) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("round", facts.round());
    metrics.put("site", facts.site());
    metrics.put("epsilon", facts.epsilonAfter());
    metrics.put("delta", facts.delta());
    metrics.put("unit", facts.unit().name().toLowerCase(java.util.Locale.ROOT));
    metrics.put("relation", facts.relation());
    metrics.put("sampler", facts.sampler());
    metrics.put("accountant", facts.accountant());
    metrics.put("noiseMultiplier", facts.noiseMultiplier());
    metrics.put("samplingRate", facts.samplingRate());
    metrics.put("steps", facts.steps());
    if (facts.bands() > 0) {
      metrics.put("bands", facts.bands());
    }
    metrics.put("clippingNorm", facts.clippingNorm());
    metrics.put("noiseSource", facts.noiseSource());
    metrics.put("ledgerEntryHash", facts.ledgerEntryHash());
    return metrics;
  }
}
