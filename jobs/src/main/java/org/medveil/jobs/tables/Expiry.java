package org.medveil.jobs.tables;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.DeleteOrphanFiles;
import org.apache.iceberg.actions.ExpireSnapshots;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;

/**
 * What a table no longer needs is deleted: snapshots before an instant, then files of its folder
 * that no snapshot names (a run was killed between writing and committing). The present snapshot
 * stays, whatever its age, so no row that can be read today is lost.
 *
 * @param snapshotsBefore earlier snapshots go
 * @param orphansBefore files last changed earlier go; later ones may belong to a run under way
 */
public record Expiry(Instant snapshotsBefore, Instant orphansBefore) {
  public Expiry {
    Objects.requireNonNull(snapshotsBefore);
    Objects.requireNonNull(orphansBefore);
  }

  /**
   * What was deleted of one table.
   *
   * @param snapshots versions that can no longer be read
   * @param files data and metadata files that only those needed
   * @param orphans files that no snapshot named
   */
  public record Removed(long snapshots, long files, long orphans) {
    /** The sum over two tables. */
    public Removed and(Removed other) {
      return new Removed(snapshots + other.snapshots, files + other.files, orphans + other.orphans);
    }

    /** Whether nothing was. */
    public boolean isNothing() {
      return snapshots + files + orphans == 0;
    }
  }

  Removed from(SparkSession spark, Table table) {
    long before = snapshots(table);
    SparkActions actions = SparkActions.get(spark);
    ExpireSnapshots.Result expired =
        actions
            .expireSnapshots(table)
            .expireOlderThan(snapshotsBefore.toEpochMilli())
            .retainLast(1)
            .execute();
    table.refresh();
    DeleteOrphanFiles.Result orphans =
        actions.deleteOrphanFiles(table).olderThan(orphansBefore.toEpochMilli()).execute();
    return new Removed(
        before - snapshots(table),
        expired.deletedDataFilesCount()
            + expired.deletedEqualityDeleteFilesCount()
            + expired.deletedPositionDeleteFilesCount()
            + expired.deletedManifestsCount()
            + expired.deletedManifestListsCount()
            + expired.deletedStatisticsFilesCount(),
        StreamSupport.stream(orphans.orphanFileLocations().spliterator(), false).count());
  }

  private static long snapshots(Table table) {
    return StreamSupport.stream(table.snapshots().spliterator(), false).count();
  }
}
