package org.medveil.jobs.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Runs one command line: strict parsing, configuration file, one shape for errors (message, hint,
 * code), one exit code.
 */
public final class VerbLine {
  private final CommandLine root;

  /** Takes the tree of verbs and makes it strict. */
  public VerbLine(CommandLine root) {
    this.root = root;
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpAutoWidth(true);
    root.setParameterExceptionHandler(VerbLine::misuse);
    root.setExecutionExceptionHandler((e, verb, parsed) -> failure(e, verb));
  }

  /** Runs and returns the exit code; never throws, never exits. */
  public int run(String... arguments) {
    try {
      Optional<String> conf = option(arguments, "--conf");
      if (conf.isPresent()) {
        root.setDefaultValueProvider(
            new ConfDefaults(StrictHocon.read(java.nio.file.Path.of(conf.get())), root));
      }
    } catch (Refusal refusal) {
      return report(refusal, arguments.length == 0 ? "medveil" : arguments[0], json(arguments));
    }
    return root.execute(arguments);
  }

  /** What the last run reported; empty when it was refused. */
  public Optional<JobResult> result() {
    CommandLine.ParseResult parsed = root.getParseResult();
    while (parsed != null && parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return parsed != null && parsed.commandSpec().userObject() instanceof Job job
        ? Optional.ofNullable(job.result())
        : Optional.empty();
  }

  private static boolean json(String... arguments) {
    return java.util.Arrays.asList(arguments).contains("--json");
  }

  private static Optional<String> option(String[] arguments, String name) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(name) && i + 1 < arguments.length) {
        return Optional.of(arguments[i + 1]);
      }
      if (arguments[i].startsWith(name + "=")) {
        return Optional.of(arguments[i].substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static int misuse(ParameterException e, String[] arguments) {
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
    return report(Refusal.usage(e.getMessage(), hint), verb.getCommandName(), json(arguments));
  }

  private static java.util.List<String> known(CommandLine verb) {
    java.util.List<String> names = new java.util.ArrayList<>(verb.getSubcommands().keySet());
    verb.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
    return names;
  }

  private static int failure(Exception e, CommandLine verb) {
    boolean json = verb.getCommand() instanceof Job job && job.json();
    String name = verb.getCommand() instanceof Job job ? job.verb() : verb.getCommandName();
    Optional<Refusal> refusal = cause(e);
    if (refusal.isPresent()) {
      return report(refusal.get(), name, json);
    }
    e.printStackTrace(System.err);
    return report(
        new Refusal(
            ExitCode.BUG,
            "a defect of Medveil: " + e.getClass().getName(),
            "please report the stack trace above"),
        name,
        json);
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

  private static int report(Refusal refusal, String verb, boolean json) {
    int code = refusal.exitCode().code();
    PrintStream err = System.err;
    err.printf("medveil %s: %s%n", verb, refusal.getMessage());
    if (!refusal.hint().isEmpty()) {
      err.printf("  hint: %s%n", refusal.hint());
    }
    err.printf("  exit %d (%s), see docs/exit-codes.md%n", code, refusal.exitCode());
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("verb", verb);
      line.put("status", refusal.exitCode() == ExitCode.NOTHING_NEW ? "nothing-new" : "refused");
      line.put("exitCode", code);
      line.put("metrics", Map.of());
      line.put("outputs", Map.of());
      line.put("manifest", null);
      line.put("message", refusal.getMessage());
      line.put("hint", refusal.hint());
      System.out.println(Json.line(line));
    }
    return code;
  }
}
