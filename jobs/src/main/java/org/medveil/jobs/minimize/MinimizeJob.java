package org.medveil.jobs.minimize;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.jobs.agreement.AgreementOptions;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.KeysLocation;
import org.medveil.jobs.tables.LastCommit;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cuts the catalogue down to what the agreement's purpose needs. */
@Command(
    name = "minimize",
    description = {
      "Read the pixels of catalogued instances and keep only what the agreement grants.",
      "Nothing is lost: candidates (one a frame) = images + rejects.",
      "Refuses (77) when the agreement has expired or serves another purpose."
    },
    mixinStandardHelpOptions = true)
public final class MinimizeJob extends Job {
  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  private String warehouse;

  @Mixin private AgreementOptions agreement;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "The site's keys (default: where ingest found them).")
  private Path keys;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("minimize", Set.of(Zone.RESTRICTED), Zone.PSEUDONYMOUS));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "minimize");
  }

  @Override
  protected JobResult run(Progress progress) {
    DataUseAgreement granted = agreement.permitted();
    SparkSession spark = SparkSessions.open("minimize");
    Path keysFolder =
        Optional.ofNullable(keys)
            .or(() -> KeysLocation.find(warehouse, spark.sparkContext().hadoopConfiguration()))
            .orElseThrow(
                () -> Refusal.usage("no keys are known for this warehouse", "give --keys DIR"));
    Pseudonymizer pseudonyms =
        new Pseudonymizer(Pseudonymizer.readKey(keysFolder.resolve(Keys.PSEUDONYM)));
    TableStore store = TableStore.open(spark, warehouse);
    progress.say("agreement %s, purpose '%s'", granted.id(), granted.purpose());
    Optional<PixelPolicy> rules = granted.burnedInText().pixelRules();
    if (rules.isEmpty() && !Set.of("OP").containsAll(granted.modalities())) {
      progress.say(
          "burned-in-text is not 'examine': nothing looks for text in pixels, or for heads in CT"
              + " and MR");
    }
    Counts counts =
        StageProgress.during(spark, progress, () -> MinimizeStep.run(store, granted, pseudonyms));
    LastCommit last = new LastCommit(store, Tables.IMAGES);
    boolean unchanged = counts.candidates() == 0;
    if (unchanged && last.isRecorded(manifestFile())) {
      throw Refusal.nothingNew("every instance was minimized under this agreement before");
    }
    Map<String, Object> inputs = new LinkedHashMap<>();
    store.snapshot(Tables.INSTANCES).ifPresent(id -> inputs.put("instancesSnapshot", id));
    inputs.put("agreementSha256", granted.sha256());
    rules.ifPresent(used -> inputs.put("pixelPolicySha256", used.sha256()));
    Map<String, Object> outputs =
        Map.of("warehouse", store.warehouse(), last.key(), last.snapshot());
    return new JobResult(
            unchanged ? "unchanged" : "done", counts.metrics(rules.isPresent()), outputs, inputs)
        .with(store.lineage());
  }
}
