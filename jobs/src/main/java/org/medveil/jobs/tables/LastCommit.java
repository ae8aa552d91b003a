package org.medveil.jobs.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.medveil.contracts.Table;
import org.medveil.jobs.cli.Json;

/**
 * A table's last commit as its verb's manifest names it. A run that was killed between commit and
 * manifest leaves a manifest that does not: the next call finds nothing to add, but it is not the
 * one that has nothing to do.
 */
public final class LastCommit {
  private final TableStore store;
  private final Table table;

  /** Of a table of this store. */
  public LastCommit(TableStore store, Table table) {
    this.store = store;
    this.table = table;
  }

  /** Its key among a manifest's outputs. */
  public String key() {
    return table.name() + "Snapshot";
  }

  /** What a manifest's outputs say: the snapshot that is there, as text, which keeps all digits. */
  public String snapshot() {
    return store.snapshot(table).map(String::valueOf).orElse("none");
  }

  /** Whether the verb's manifest tells of it; true where none is written. */
  public boolean isRecorded(Optional<Path> manifest) {
    return manifest.isEmpty() || recorded(manifest.get()).equals(snapshot());
  }

  private String recorded(Path manifest) {
    try {
      JsonNode outputs = Json.tree(Files.readString(manifest)).path("outputs");
      return outputs.path(key()).asText();
    } catch (IOException e) {
      return "";
    }
  }
}
