package org.medveil.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code --print-config} tells: every option that has a value, and where it came from. */
final class PrintedConfig {
  private PrintedConfig() {}

  /** Prints a table for people, or leaves it to the result line. */
  static JobResult of(CommandSpec spec, boolean json) {
    Map<String, Object> values = ResolvedOptions.of(spec);
    Map<String, String> origins = ResolvedOptions.origins(spec);
    String sha256 = ResolvedOptions.sha256(spec);
    Map<String, Object> options = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          options.put(name, Map.of("value", value, "from", origins.get(name)));
          if (!json) {
            System.out.printf("%-24s %-32s # %s%n", name, value, origins.get(name));
          }
        });
    if (!json) {
      System.out.printf("%-24s %s%n", "sha256", sha256);
    }
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("options", options);
    metrics.put("sha256", sha256);
    return new JobResult("printed", metrics, Map.of(), Map.of());
  }
}
