package org.medveil.jobs.audit;

import java.nio.file.Path;
import org.medveil.contracts.Refusal;
import picocli.CommandLine.Option;

/** What every audit is told: where its document goes, its chance, its resamples. */
public final class AuditOptions {
  /** Below this, the ends of a 95 % interval rest on a handful of resamples. */
  public static final int LEAST_REPLICATES = 1000;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder in this house for the audit's document; exact figures stand in it.")
  private Path out;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "Seed of resampling and of simulated attackers: same seed, same document (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description =
          "Bootstrap resamples over patients, at least "
              + LEAST_REPLICATES
              + " (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--simulated-by",
      paramLabel = "TEXT",
      description =
          "Generator, version and seed of a simulated cohort, printed in the document. Leave it"
              + " out for patients.")
  private String simulatedBy;

  /** The folder of the documents. */
  public Path out() {
    return out;
  }

  /** The seed. */
  public long seed() {
    return seed;
  }

  /** How many bootstrap resamples; exit 2 if too few for an interval. */
  public int replicates() {
    if (replicates < LEAST_REPLICATES) {
      throw Refusal.usage(
          "--replicates must be at least " + LEAST_REPLICATES,
          "with fewer, the ends of an interval are chance");
    }
    return replicates;
  }

  /** Generator, version and seed, or null for patients. */
  public String simulatedBy() {
    return simulatedBy;
  }
}
