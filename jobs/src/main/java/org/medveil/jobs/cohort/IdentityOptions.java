package org.medveil.jobs.cohort;

import org.medveil.contracts.Refusal;
import picocli.CommandLine.Option;

/** How much identity an eraser takes, and what it must leave. */
public final class IdentityOptions {
  @Option(
      names = "--identity-rank",
      defaultValue = "0",
      paramLabel = "K",
      description =
          "Erase the K directions in which eyes of different patients differ most (default:"
              + " ${DEFAULT-VALUE}).")
  private int rank;

  @Option(
      names = "--keep",
      defaultValue = "label",
      paramLabel = "NAME",
      description =
          "label: the best linear predictor of the label survives; nothing (default:"
              + " ${DEFAULT-VALUE}).")
  private String keep;

  /** Directions to erase, 0 for none. */
  public int rank() {
    return rank;
  }

  /** Whether the label's predictor survives; exit 2 for what cannot be kept. */
  public boolean keepsLabel() {
    if (!keep.equals("label") && !keep.equals("nothing")) {
      throw Refusal.usage("there is no '" + keep + "' to keep", "known: label, nothing");
    }
    return keep.equals("label");
  }
}
