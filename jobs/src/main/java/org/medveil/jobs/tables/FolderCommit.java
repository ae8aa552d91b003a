package org.medveil.jobs.tables;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.medveil.contracts.Refusal;

/** How files become a folder that readers see whole or not at all, by what a file system can do. */
interface FolderCommit {
  /** Stores without folders: what they call a rename copies file by file. */
  Set<String> OBJECT_STORES =
      Set.of(
          "s3", "s3a", "s3n", "gs", "wasb", "wasbs", "abfs", "abfss", "oss", "cosn", "obs", "tos",
          "swift");

  /** Whose rename is one step and refuses to overwrite. */
  Set<String> WITH_RENAME = Set.of("hdfs", "webhdfs", "swebhdfs", "viewfs", "ofs", "o3fs");

  /** Writes all files; false, and nothing changed, when the folder is there already. */
  boolean publish(Path target, Map<String, byte[]> files) throws IOException;

  /** The way for a location's scheme; exit 2 when nobody knows what a rename does there. */
  static FolderCommit of(Path root, Configuration hadoop) {
    String scheme = String.valueOf(root.toUri().getScheme()).toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      return new LocalCommit();
    }
    if (WITH_RENAME.contains(scheme)) {
      return new RenameCommit(hadoop);
    }
    if (OBJECT_STORES.contains(scheme)) {
      return new OrderedCommit(hadoop);
    }
    throw Refusal.usage(
        "cannot publish whole folders on " + scheme + ":",
        "use file:, hdfs: or an object store that docs/recovery.md names");
  }
}
