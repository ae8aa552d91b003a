package org.medveil.jobs.eraserrelease;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medveil.audits.erasure.ReleaseForecast;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyLedger;
import org.medveil.jobs.agreement.AgreementOptions;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.agreement.SitePolicy;
import org.medveil.jobs.cli.DatasetVersion;
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

/** An eraser made of patients with noise, paid from the ledger. */
@Command(
    name = EraserReleaseJob.VERB,
    description = {
      "Fit an eraser of sex, age or identity on one noisy sum over the site's patients, paid from the ledger.",
      "Unlike disentangle's it may stand in front of train. Says before it spends how much of it will be"
          + " noise. The site's policy comes from --conf. Running again returns the eraser."
    },
    mixinStandardHelpOptions = true)
public final class EraserReleaseJob extends Job {
  static final String VERB = "eraser-release";

  @Mixin private ReleaseOptions options;
  @Mixin private LedgerOptions ledger;
  @Mixin private AgreementOptions agreement;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(
        new Flow(VERB, Set.of(Zone.RESTRICTED, Zone.PSEUDONYMOUS, Zone.PUBLIC), Zone.PROTECTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(options.warehouse, VERB);
  }

  @Override
  protected JobResult run(Progress progress) {
    ReleaseSettings settings = options.settings();
    DataUseAgreement granted = agreement.permitted();
    SitePolicy policy = SitePolicy.of(conf(), VERB);
    double nothingIsClippedThatAnyoneChooses = 0;
    policy.permit(granted.purpose(), settings.budget(), nothingIsClippedThatAnyoneChooses);
    NoiseSource noise = policy.noise().load(line -> progress.say("%s", line));
    PlannedRelease planned = PlannedRelease.of(settings, granted, ledger.accountant());
    progress.say("%s", planned.forecast().words());
    planned.requireUseful();
    TableStore store = TableStore.open(SparkSessions.open(VERB), options.warehouse);
    EraserReleaseStep step = new EraserReleaseStep(planned, granted, policy, store);
    try (PrivacyLedger open = ledger.open()) {
      EraserReleaseStep.Outcome outcome = step.run(open, noise);
      String place = settings.out().toAbsolutePath().toString();
      Map<String, Object> inputs = new LinkedHashMap<>();
      store.snapshot(Tables.EMBEDDINGS).ifPresent(id -> inputs.put("embeddingsSnapshot", id));
      store.snapshot(Tables.INSTANCES).ifPresent(id -> inputs.put("instancesSnapshot", id));
      inputs.put("agreementSha256", granted.sha256());
      return new JobResult(
              outcome.fresh() ? "done" : "unchanged",
              metrics(outcome, planned, noise),
              Map.of("eraser", place),
              inputs)
          .with(
              store
                  .lineage()
                  .writing(DatasetVersion.at(place, Optional.of(outcome.eraser().sha256()))));
    }
  }

  private static Map<String, Object> metrics(
      EraserReleaseStep.Outcome outcome, PlannedRelease planned, NoiseSource noise) {
    ReleaseForecast forecast = planned.forecast();
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("eraserSha256", outcome.eraser().sha256());
    metrics.put("erased", outcome.eraser().card().erased());
    metrics.put("kept", outcome.eraser().card().kept());
    metrics.put("values", planned.shape().vector());
    metrics.put("rank", outcome.eraser().eraser().rank());
    metrics.put("noiseMultiplier", planned.grid().noiseMultiplier());
    metrics.put("noiseOverLargestSignalConcepts", forecast.concepts());
    metrics.put("noiseOverLargestSignalIdentity", forecast.identity());
    metrics.put("weak", forecast.weak());
    metrics.putAll(PaidMetrics.of(planned.settings().budget(), outcome.receipt(), noise));
    return metrics;
  }
}
