package org.medveil.jobs.ingest;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code ingest} is asked to do.
 *
 * @param input folder URI of DICOM files, read recursively
 * @param warehouse where the tables are
 * @param keys folder of the site's keys
 * @param outcomes the hospital's clinical CSV, if any
 */
record IngestSettings(String input, String warehouse, Path keys, Optional<Path> outcomes) {
  IngestSettings {
    Objects.requireNonNull(input);
    Objects.requireNonNull(warehouse);
    Objects.requireNonNull(keys);
    Objects.requireNonNull(outcomes);
  }
}
