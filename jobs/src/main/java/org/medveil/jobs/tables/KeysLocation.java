package org.medveil.jobs.tables;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Where the site keeps its keys, noted in the warehouse by {@code ingest} so that later verbs find
 * them: the place, never the key.
 */
public final class KeysLocation {
  private static final String FOLDER = "_medveil/keys-location";
  private static final String FILE = "path.txt";

  private KeysLocation() {}

  /** Notes the folder once; a second note is ignored. */
  public static void note(String warehouse, Path keys, Configuration hadoop) {
    if (!warehouse.startsWith("iceberg:")) {
      byte[] path = keys.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
      Folders.at(warehouse, hadoop).publish(FOLDER, Map.of(FILE, path));
    }
  }

  /** The folder noted, if any. */
  public static Optional<Path> find(String warehouse, Configuration hadoop) {
    if (warehouse.startsWith("iceberg:")) {
      return Optional.empty();
    }
    return Folders.at(warehouse, hadoop)
        .read(FOLDER)
        .map(files -> Path.of(new String(files.get(FILE), StandardCharsets.UTF_8)));
  }
}
