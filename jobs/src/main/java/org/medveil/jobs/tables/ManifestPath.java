package org.medveil.jobs.tables;

import java.nio.file.Path;
import java.util.Optional;

/** Where a verb's manifest goes: beside the tables of a local warehouse. */
public final class ManifestPath {
  private ManifestPath() {}

  /** Empty for a warehouse that is not on a local file system. */
  public static Optional<Path> of(String folder, String verb) {
    String uri = Locations.absolute(folder);
    return uri.startsWith("file:")
        ? Optional.of(
            Path.of(new org.apache.hadoop.fs.Path(uri).toUri().getPath())
                .resolve("manifests")
                .resolve(verb + ".manifest.json"))
        : Optional.empty();
  }
}
