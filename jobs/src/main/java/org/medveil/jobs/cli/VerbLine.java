package org.medveil.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Runs one command line: strict parsing, configuration file, one shape for errors (message, hint,
 * code), one exit code, one result.
 */
public final class VerbLine {
  private final CommandLine root;
  private final ResultDesk desk;
  private RawOptions raw = new RawOptions(List.of());
  private Outcome refused;

  /** Takes the tree of verbs and makes it strict; {@code --json} prints on stdout. */
  public VerbLine(CommandLine root) {
    this(root, ResultDesk.STDOUT);
  }

  /** As above, with another place for the result. */
  public VerbLine(CommandLine root, ResultDesk desk) {
    this.root = root;
    this.desk = desk;
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpAutoWidth(true);
    root.setParameterExceptionHandler((e, words) -> misuse(e));
    root.setExecutionExceptionHandler((e, verb, parsed) -> failure(e, name(verb)));
  }

  /** Runs and returns the exit code; never throws, never exits. */
  public int run(String... arguments) {
    raw = new RawOptions(Arrays.asList(arguments));
    int code = execute(arguments);
    outcome().ifPresent(this::deliver);
    return code;
  }

  /** What the last run reported; empty when it was refused. */
  public Optional<JobResult> result() {
    return job().map(Job::result);
  }

  private int execute(String... arguments) {
    try {
      List<ConfLayer> layers = new ArrayList<>();
      if (!raw.all("--set").isEmpty()) {
        layers.add(ConfLayer.ofSets(raw.all("--set")));
      }
      raw.first("--conf").ifPresent(file -> layers.add(file(Path.of(file))));
      if (!layers.isEmpty()) {
        root.setDefaultValueProvider(new ConfDefaults(layers, root));
      }
      return root.execute(arguments);
    } catch (Refusal refusal) {
      return refused(refusal, raw.verb());
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      return failure(e, raw.verb());
    }
  }

  private static ConfLayer file(Path file) {
    return new ConfLayer("the configuration file " + file, StrictHocon.read(file));
  }

  private Optional<Outcome> outcome() {
    return refused == null ? job().flatMap(Job::outcome) : Optional.of(refused);
  }

  private Optional<Job> job() {
    CommandLine.ParseResult parsed = root.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed != null && parsed.commandSpec().userObject() instanceof Job job
        ? Optional.of(job)
        : Optional.empty();
  }

  /** A result file that cannot be written is said, and changes nothing about the run. */
  private void deliver(Outcome outcome) {
    try {
      Optional<Job> job = job();
      MetricsFiles files =
          job.map(Job::metricsFiles)
              .filter(given -> !given.files().isEmpty())
              .orElseGet(() -> new MetricsFiles(typedFiles()));
      files.write(outcome, job.flatMap(Job::site).or(() -> raw.first("--site")));
    } catch (IOException | Refusal e) {
      System.err.println("medveil: --metrics-out was not written: " + e.getMessage());
    }
    desk.hand(outcome.json(), raw.has("--json") || job().map(Job::json).orElse(false));
  }

  private List<Path> typedFiles() {
    return raw.all("--metrics-out").stream().map(Path::of).toList();
  }

  private int misuse(ParameterException e) {
    CommandLine verb = e.getCommandLine();
    String hint =
        "'" + verb.getCommandSpec().qualifiedName(" ") + " --help' lists what it understands";
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      for (String word : unmatched.getUnmatched()) {
        Optional<String> nearest = Nearest.of(word, known(verb));
        if (nearest.isPresent()) {
          hint = "did you mean '" + nearest.get() + "'?";
          break;
        }
      }
    }
    return refused(Refusal.usage(e.getMessage(), hint), verb.getCommandName());
  }

  private static List<String> known(CommandLine verb) {
    List<String> names = new ArrayList<>(verb.getSubcommands().keySet());
    verb.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
    return names;
  }

  private static String name(CommandLine verb) {
    return verb.getCommand() instanceof Job job ? job.verb() : verb.getCommandName();
  }

  private int failure(Throwable e, String verb) {
    if (Interruption.underWay()) {
      System.err.printf("medveil %s: stopped from outside%n", verb);
      return ExitCode.TRY_AGAIN.code();
    }
    Optional<Refusal> refusal = cause(e);
    if (refusal.isPresent()) {
      return refused(refusal.get(), verb);
    }
    e.printStackTrace(System.err);
    return refused(
        new Refusal(
            ExitCode.BUG,
            "a defect of Medveil: " + e.getClass().getName(),
            "please report the stack trace above"),
        verb);
  }

  /** Spark wraps what a task threw; the refusal inside is what the operator should read. */
  private static Optional<Refusal> cause(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof Refusal refusal) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }

  private int refused(Refusal refusal, String verb) {
    refused = Outcome.refused(verb, refusal);
    int code = refusal.exitCode().code();
    PrintStream err = System.err;
    err.printf("medveil %s: %s%n", verb, refusal.getMessage());
    if (!refusal.hint().isEmpty()) {
      err.printf("  hint: %s%n", refusal.hint());
    }
    err.printf("  exit %d (%s), see docs/exit-codes.md%n", code, refusal.exitCode());
    return code;
  }
}
