package org.medveil.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Flow;
import org.medveil.contracts.Manifest;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A verb. Declares its data flow, runs, and reports in one shape. Not serialisable on purpose:
 * closures that reach an executor capture records, never the job.
 */
public abstract class Job implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the result as one JSON line, last on stdout.")
  private boolean json;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "HOCON file that may give any option; a flag or --set wins over the file.")
  private Path conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One key of a configuration file, such as train.steps=20; repeatable.")
  private List<String> sets = List.of();

  @Option(
      names = "--print-config",
      description = "Print every option, where its value came from, and a SHA-256; run nothing.")
  private boolean printConfig;

  @Option(
      names = "--metrics-out",
      paramLabel = "FILE",
      description = "Keep the result: FILE.json as --json, FILE.prom for Prometheus; repeatable.")
  private List<Path> metricsOut = List.of();

  private JobResult result;
  private Outcome outcome;

  /** Which zones the verb reads and writes; empty for verbs that touch no patient data. */
  public abstract Optional<Flow> flow();

  /** The work. Refusals are thrown. */
  protected abstract JobResult run(Progress progress) throws Exception;

  /** Where the manifest goes, beside the output; empty when the verb writes nothing. */
  protected Optional<Path> manifestFile() {
    return Optional.empty();
  }

  /** The configuration file given, if any. */
  protected final Optional<Path> conf() {
    return Optional.ofNullable(conf);
  }

  /** What the finished run reported. */
  public final JobResult result() {
    return result;
  }

  final boolean json() {
    return json;
  }

  /** Where the result is kept; empty before the line was parsed. */
  final MetricsFiles metricsFiles() {
    return new MetricsFiles(metricsOut);
  }

  /** The site's name for a label, if the verb has an option for it. */
  final Optional<String> site() {
    return spec.findOption("--site") == null
        ? Optional.empty()
        : Optional.ofNullable(spec.findOption("--site").getValue()).map(String::valueOf);
  }

  /** The verb as typed, {@code keys init} included. */
  public final String verb() {
    return spec.qualifiedName(" ").replaceFirst("^\\S+ ", "");
  }

  /** How the run ended, if it did what it was asked. */
  final Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public final Integer call() throws Exception {
    if (printConfig) {
      outcome = Outcome.done(verb(), PrintedConfig.of(spec, json), Optional.empty());
      return ExitCode.OK.code();
    }
    metricsFiles().clear();
    Progress progress = new Progress(verb(), System.err, LogForm.asked());
    result = run(progress);
    Map<String, Object> metrics = new LinkedHashMap<>(result.metrics());
    metrics.put("seconds", Math.round(progress.seconds() * 1000) / 1000.0);
    Optional<Path> manifest = manifestFile();
    manifest
        .filter(file -> !isTold(file))
        .ifPresent(file -> Json.write(file, manifest(metrics, progress.started())));
    outcome =
        Outcome.done(
            verb(),
            new JobResult(result.status(), metrics, result.outputs(), result.inputs()),
            manifest.map(Path::toString));
    if (!json) {
      progress.say("%s: %s", result.status(), Json.line(metrics));
      result.outputs().forEach((name, value) -> progress.say("  %s: %s", name, value));
    }
    return ExitCode.OK.code();
  }

  /** A manifest tells of the run that made what is there, not of a later one that found it. */
  private boolean isTold(Path manifest) {
    if (!result.status().equals("unchanged") || !Files.exists(manifest)) {
      return false;
    }
    try {
      JsonNode before = Json.tree(Files.readString(manifest));
      return before.path("outputs").equals(Json.tree(result.outputs()));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private Manifest manifest(Map<String, Object> metrics, Instant started) {
    return new Manifest(
        verb(),
        CodeVersion.current(),
        ResolvedOptions.of(spec),
        result.inputs(),
        metrics,
        result.outputs(),
        result.lineage().event(verb(), started, Instant.now()));
  }
}
