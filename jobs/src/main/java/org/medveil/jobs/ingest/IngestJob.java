package org.medveil.jobs.ingest;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.contracts.Zone;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.cli.DatasetVersion;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.KeysLocation;
import org.medveil.jobs.tables.LastCommit;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceListing;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads a folder of DICOM into the catalogue. */
@Command(
    name = "ingest",
    description = {
      "Read DICOM files into the catalogue (instances) or the quarantine (rejects).",
      "Nothing is lost: files = known + instances + rejects. Running again adds only what "
          + "is new."
    },
    mixinStandardHelpOptions = true)
public final class IngestJob extends Job {
  @Option(
      names = "--input",
      required = true,
      paramLabel = "URI",
      description = "Folder of DICOM files and of zip or tar archives of them, read recursively.")
  private String input;

  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  private String warehouse;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "The site's keys (keys init).")
  private Path keys;

  @Option(
      names = "--outcomes",
      paramLabel = "FILE",
      description = "Clinical CSV with columns patient_id,laterality,label.")
  private Path outcomes;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("ingest", Set.of(), Zone.RESTRICTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "ingest");
  }

  @Override
  protected JobResult run(Progress progress) {
    return run(new IngestSettings(input, warehouse, keys, Optional.ofNullable(outcomes)), progress);
  }

  private JobResult run(IngestSettings settings, Progress progress) {
    Pseudonymizer pseudonyms =
        new Pseudonymizer(Pseudonymizer.readKey(settings.keys().resolve(Keys.PSEUDONYM)));
    SparkSession spark = SparkSessions.open("ingest");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<SourceFile> files = SourceListing.list(settings.input(), hadoop);
    progress.say("%d files found", files.size());
    TableStore store = TableStore.open(spark, settings.warehouse());
    KeysLocation.note(settings.warehouse(), settings.keys(), hadoop);
    long labels =
        settings.outcomes().map(csv -> OutcomesStep.run(csv, store, pseudonyms)).orElse(0L);
    IngestStep.Counts counts =
        StageProgress.during(spark, progress, () -> IngestStep.run(files, store, pseudonyms));
    if (counts.files() != counts.known() + counts.instances() + counts.rejects()) {
      throw new IllegalStateException("counts do not add up: " + counts);
    }
    LastCommit last = new LastCommit(store, Tables.INSTANCES);
    boolean unchanged = counts.instances() + counts.rejects() + labels == 0;
    if (unchanged && last.isRecorded(manifestFile())) {
      throw Refusal.nothingNew("all " + counts.files() + " files were ingested before");
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("files", counts.files());
    metrics.put("instances", counts.instances());
    metrics.put("rejects", counts.rejects());
    metrics.put("known", counts.known());
    metrics.put("outcomes", labels);
    String folder = Locations.absolute(settings.input());
    Map<String, Object> outputs =
        Map.of("warehouse", store.warehouse(), last.key(), last.snapshot());
    return new JobResult(
            unchanged ? "unchanged" : "done", metrics, outputs, Map.of("input", folder))
        .with(store.lineage().reading(DatasetVersion.at(folder, Optional.empty())));
  }
}
