package org.medveil.jobs.expire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.tables.Expiry;
import org.medveil.jobs.tables.TableStore;

/** One table after the other: a run that is stopped has done some, and the next does the others. */
final class ExpireStep {
  private ExpireStep() {}

  /** What was deleted, by the name of each table that is there. */
  static Map<String, Expiry.Removed> run(TableStore store, Expiry expiry, Progress progress) {
    Map<String, Expiry.Removed> removed = new LinkedHashMap<>();
    for (Table table : Tables.all()) {
      store
          .expire(table, expiry)
          .ifPresent(
              one -> {
                removed.put(table.name(), one);
                progress.say(
                    "%s: %d snapshots, %d files of theirs, %d orphan files deleted",
                    table.name(), one.snapshots(), one.files(), one.orphans());
              });
    }
    return removed;
  }
}
