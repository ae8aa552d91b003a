package org.medveil.jobs.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.JobResult;
import org.medveil.jobs.cli.Progress;
import org.medveil.jobs.cli.VerbLine;
import picocli.CommandLine;

/** Runs verbs in this JVM by the command lines a user would type, and remembers them. */
final class Verbs {
  private final Supplier<CommandLine> commands;
  private final Progress progress;
  private final List<String> typed = new ArrayList<>();

  Verbs(Supplier<CommandLine> commands, Progress progress) {
    this.commands = commands;
    this.progress = progress;
  }

  /**
   * What the verb measured; empty when there was nothing new to do. Any other end ends the demo.
   */
  Map<String, Object> run(String... arguments) {
    typed.add("pipelines/run " + String.join(" ", arguments));
    progress.say("pipelines/run %s", String.join(" ", arguments));
    VerbLine line = new VerbLine(commands.get());
    int code = line.run(arguments);
    if (code == ExitCode.NOTHING_NEW.code()) {
      return Map.of();
    }
    if (code != 0) {
      throw new Refusal(
          exitCode(code),
          "the demo stopped at '" + arguments[0] + "'",
          "the lines above say why; run the demo again to go on from there");
    }
    Optional<JobResult> result = line.result();
    return result.map(JobResult::metrics).orElse(Map.of());
  }

  /** Every command line so far. */
  List<String> typed() {
    return List.copyOf(typed);
  }

  private static ExitCode exitCode(int code) {
    for (ExitCode exit : ExitCode.values()) {
      if (exit.code() == code) {
        return exit;
      }
    }
    return ExitCode.BUG;
  }
}
