package org.medveil.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/**
 * The files of {@code --metrics-out}: {@code .json} holds the result line, {@code .prom} its
 * figures for Prometheus. Each is written whole, by a rename.
 */
record MetricsFiles(List<Path> files) {
  MetricsFiles {
    files = files.stream().map(Path::toAbsolutePath).toList();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (!name.endsWith(".json") && !name.endsWith(".prom")) {
        throw Refusal.usage(
            "--metrics-out does not know the ending of " + name, "use .json or .prom");
      }
    }
  }

  /** A file of an earlier run must not stand for this one, should this one die. */
  void clear() {
    for (Path file : files) {
      try {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw Refusal.usage("--metrics-out cannot be written: " + file, "check folder and rights");
      }
    }
  }

  void write(Outcome outcome, Optional<String> site) throws IOException {
    for (Path file : files) {
      boolean json = file.toString().endsWith(".json");
      WholeFile.write(
          file, json ? outcome.json() + "\n" : PrometheusText.of(outcome, site, Instant.now()));
    }
  }
}
