package org.medveil.jobs.train;

import org.medveil.contracts.Refusal;
import org.medveil.dp.Participation;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SingleParticipation;
import picocli.CommandLine.Option;

/** The flags of {@code train} that say how patients enter the steps. */
final class ParticipationOptions {
  @Option(
      names = "--mechanism",
      paramLabel = "NAME",
      description =
          "dp-sgd: Poisson samples, independent noise. dp-ftrl: each patient in one step, correlated"
              + " noise (default: dp-sgd).")
  private String mechanism;

  @Option(
      names = "--sampling-rate",
      description = "Poisson sampling rate q per step, 0 < q <= 1. Required by dp-sgd only.")
  private Double samplingRate;

  @Option(names = "--steps", description = "Noisy steps in one round. Required.")
  private Integer steps;

  @Option(
      names = "--bands",
      paramLabel = "N",
      description = "Bands of the matrix of dp-ftrl, 1 up to --steps (default: all).")
  private Integer bands;

  Participation participation() {
    int all = Asked.required("--steps", steps);
    return switch (mechanism == null ? "dp-sgd" : mechanism) {
      case "dp-sgd" -> {
        Asked.refuse("--bands", bands, "with --mechanism dp-sgd");
        yield new SamplingPlan(Asked.required("--sampling-rate", samplingRate), all);
      }
      case "dp-ftrl" -> {
        Asked.refuse("--sampling-rate", samplingRate, "with --mechanism dp-ftrl");
        yield bands == null
            ? SingleParticipation.allBands(all)
            : new SingleParticipation(all, bands);
      }
      default ->
          throw Refusal.usage(
              "there is no mechanism '" + mechanism + "'", "known: dp-sgd, dp-ftrl");
    };
  }

  /** Refuses all of them. */
  void refuse(String where) {
    Asked.refuse("--mechanism", mechanism, where);
    Asked.refuse("--sampling-rate", samplingRate, where);
    Asked.refuse("--steps", steps, where);
    Asked.refuse("--bands", bands, where);
  }
}
