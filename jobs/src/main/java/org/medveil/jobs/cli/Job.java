package org.medveil.jobs.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
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
      description = "HOCON file that may give any option; a flag wins over the file.")
  private Path conf;

  private JobResult result;

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

  /** The verb as typed, {@code keys init} included. */
  public final String verb() {
    return spec.qualifiedName(" ").replaceFirst("^\\S+ ", "");
  }

  @Override
  public final Integer call() throws Exception {
    Progress progress =
        new Progress(verb(), System.err, LogForm.asked(System.getenv(LogForm.VARIABLE)));
    result = run(progress);
    Map<String, Object> metrics = new LinkedHashMap<>(result.metrics());
    metrics.put("seconds", Math.round(progress.seconds() * 1000) / 1000.0);
    Optional<Path> manifest = manifestFile();
    manifest.ifPresent(file -> Json.write(file, manifest(metrics, progress.started())));
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("verb", verb());
      line.put("status", result.status());
      line.put("exitCode", ExitCode.OK.code());
      line.put("metrics", metrics);
      line.put("outputs", result.outputs());
      line.put("manifest", manifest.map(Path::toString).orElse(null));
      System.out.println(Json.line(line));
    } else {
      progress.say("%s: %s", result.status(), Json.line(metrics));
      result.outputs().forEach((name, value) -> progress.say("  %s: %s", name, value));
    }
    return ExitCode.OK.code();
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
