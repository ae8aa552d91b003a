package org.medveil.jobs.expire;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Zone;
import org.medveil.jobs.cli.Job;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.Expiry;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.StageProgress;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Upkeep of a warehouse: what no present row needs is deleted for good. */
@Command(
    name = "expire",
    description = {
      "Delete old snapshots of a warehouse's tables, and files that no snapshot names.",
      "Rows that can be read today stay. What is deleted cannot be brought back."
    },
    mixinStandardHelpOptions = true)
public final class ExpireJob extends Job {
  @Option(
      names = "--warehouse",
      required = true,
      paramLabel = "URI",
      description = "The site's warehouse.")
  private String warehouse;

  @Option(
      names = "--snapshots-older-than",
      defaultValue = "7",
      paramLabel = "DAYS",
      description =
          "Snapshots before that go, but never a table's present one; at least 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private int snapshotDays;

  @Option(
      names = "--orphans-older-than",
      defaultValue = "3",
      paramLabel = "DAYS",
      description =
          "Files without a snapshot go when they are older; at least 1, and longer than any run"
              + " takes (default: ${DEFAULT-VALUE}).")
  private int orphanDays;

  @Override
  public Optional<Flow> flow() {
    return Optional.of(new Flow("expire", Set.of(Zone.RESTRICTED), Zone.RESTRICTED));
  }

  @Override
  protected Optional<Path> manifestFile() {
    return ManifestPath.of(warehouse, "expire");
  }

  @Override
  protected JobResult run(Progress progress) {
    Instant now = Instant.now();
    Expiry expiry =
        new Expiry(
            before(now, snapshotDays, "--snapshots-older-than"),
            before(now, orphanDays, "--orphans-older-than"));
    SparkSession spark = SparkSessions.open("expire");
    TableStore store = TableStore.open(spark, warehouse);
    Map<String, Expiry.Removed> removed =
        StageProgress.during(spark, progress, () -> ExpireStep.run(store, expiry, progress));
    if (removed.isEmpty()) {
      throw Refusal.badData("the warehouse has no table", "check the path; ingest makes the first");
    }
    Expiry.Removed all = removed.values().stream().reduce(Expiry.Removed::and).orElseThrow();
    if (all.isNothing()) {
      throw Refusal.nothingNew("no snapshot and no file is old enough to go");
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("snapshots", all.snapshots());
    metrics.put("files", all.files());
    metrics.put("orphans", all.orphans());
    return JobResult.done(metrics, Map.of("warehouse", store.warehouse())).with(store.lineage());
  }

  private static Instant before(Instant now, int days, String option) {
    if (days < 1) {
      throw Refusal.usage(
          option + " must be at least 1 day",
          "a younger snapshot or file may belong to a run that is still going on");
    }
    return now.minus(Duration.ofDays(days));
  }
}
