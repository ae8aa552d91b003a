package org.medveil.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.medveil.jobs.cli.Json;

/**
 * One command line as typed, and what came of it.
 *
 * @param out everything on stdout
 * @param err everything on stderr, log lines included
 */
record CommandRun(List<String> typed, int code, String out, String err) {
  private static final StringBuffer SEEN = new StringBuffer();

  /** Runs the verb in this JVM; {@code --json} is added. */
  static CommandRun of(Object... words) {
    List<String> typed = new java.util.ArrayList<>();
    for (Object word : words) {
      typed.add(word.toString());
    }
    typed.add("--json");
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code;
    try (PrintStream newOut = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
        PrintStream newErr = new PrintStream(errBytes, true, StandardCharsets.UTF_8)) {
      System.setOut(newOut);
      System.setErr(newErr);
      code = Main.run(typed.toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    CommandRun run =
        new CommandRun(
            List.copyOf(typed),
            code,
            outBytes.toString(StandardCharsets.UTF_8),
            errBytes.toString(StandardCharsets.UTF_8));
    SEEN.append(run.out).append(run.err);
    return run;
  }

  /** All that any verb printed in this JVM so far. */
  static String everythingPrinted() {
    return SEEN.toString();
  }

  /** Fails with what the operator read unless the verb ended as expected. */
  CommandRun ends(int expected) {
    if (code != expected) {
      throw new AssertionError("exit " + code + ", not " + expected + "\n" + this);
    }
    return this;
  }

  /** The last line on stdout. */
  JsonNode json() {
    String[] lines = out.strip().split("\n");
    return Json.tree(lines[lines.length - 1]);
  }

  JsonNode metrics() {
    return json().path("metrics");
  }

  long count(String metric) {
    JsonNode value = metrics().path(metric);
    if (!value.isIntegralNumber()) {
      throw new AssertionError("no count '" + metric + "' in " + metrics());
    }
    return value.asLong();
  }

  @Override
  public String toString() {
    return String.join(" ", typed) + "\n" + err + out;
  }
}
