package org.medveil.jobs.preflight;

import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** What Spark throws while it starts, in the words of an exit code. The rest is a bug. */
final class StartFailure {
  /** A text in Spark's message, and what it means. */
  private record Known(Pattern text, ExitCode code, String hint) {
    Known(String text, ExitCode code, String hint) {
      this(Pattern.compile(text), code, hint);
    }
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "Could not parse Master URL|Invalid master URL|External scheduler cannot be",
              ExitCode.USAGE,
              "local[*], spark://host:port, yarn, k8s://https://host:port; yarn and k8s need a"
                  + " SPARK_HOME with a whole Spark 3.5"),
          new Known(
              "(Executor|System) memory .* must be at least",
              ExitCode.USAGE,
              "spark.executor.memory and spark.driver.memory: 512m is the least"),
          new Known(
              "resource (config|amount)|resource profile|ResourceProfile|task requirement",
              ExitCode.USAGE,
              "the GPU keys of the profile: docs/gpu.md"),
          new Known(
              "Cannot assign requested address|[Ii]nvalid (host|port)",
              ExitCode.USAGE,
              "SPARK_LOCAL_IP, spark.driver.host and spark.driver.bindAddress name an address of"
                  + " this machine"),
          new Known(
              "Address already in use|failed after \\d+ retries",
              ExitCode.TRY_AGAIN,
              "another program has the port: spark.driver.port, spark.blockManager.port,"
                  + " spark.port.maxRetries"),
          new Known(
              "stopped SparkContext|SparkContext was shut ?down|All masters are unresponsive"
                  + "|Yarn application has already ended",
              ExitCode.TRY_AGAIN,
              "the cluster gave the application up while it started: is spark.master right, and is"
                  + " its Spark 3.5?"));

  private StartFailure() {}

  /** The refusal; empty when nobody foresaw it. */
  static Optional<Refusal> of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof Refusal refusal) {
        return Optional.of(refusal);
      }
      String text = String.valueOf(t.getMessage());
      for (Known known : KNOWN) {
        if (known.text().matcher(text).find()) {
          return Optional.of(refusal(known.code(), text, known.hint(), failure));
        }
      }
      if (t instanceof BindException) {
        return Optional.of(
            refusal(ExitCode.TRY_AGAIN, text, "another program has the port", failure));
      }
      if (t instanceof IllegalArgumentException) {
        return Optional.of(
            refusal(ExitCode.USAGE, text, "a Spark setting has a value it cannot have", failure));
      }
    }
    return Optional.empty();
  }

  private static Refusal refusal(ExitCode code, String text, String hint, Throwable cause) {
    String line = text.lines().findFirst().orElse("").strip();
    return new Refusal(code, "Spark does not start: " + line, hint, cause);
  }
}
