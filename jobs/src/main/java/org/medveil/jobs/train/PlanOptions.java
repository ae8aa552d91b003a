package org.medveil.jobs.train;

import org.medveil.contracts.Refusal;
import org.medveil.learning.LeastSquaresSettings;
import org.medveil.learning.OptimizerSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code train} that make a {@link RoundPlan}. */
final class PlanOptions {
  private static final double LEARNING_RATE = 8;

  @Option(
      names = "--trainer",
      defaultValue = "gradient",
      paramLabel = "NAME",
      description =
          "gradient: noisy steps. least-squares: one noisy release, model logistic (default:"
              + " ${DEFAULT-VALUE}).")
  private String trainer;

  @Option(
      names = "--rounds",
      defaultValue = "1",
      description = "Rounds of the campaign that share epsilon (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Mixin private ParticipationOptions participation;
  @Mixin private ClippingOptions clipping;

  @Option(
      names = "--expected-batch",
      description = "Public constant the noisy sum is divided by, in patients. Required.")
  private Integer expectedBatch;

  @Option(
      names = "--updater",
      defaultValue = "nesterovs",
      paramLabel = "NAME",
      description = "sgd, nesterovs, adam (default: ${DEFAULT-VALUE}).")
  private String updater;

  @Option(names = "--learning-rate", description = "Learning rate (default: 8.0).")
  private Double learningRate;

  @Option(
      names = "--momentum",
      defaultValue = "0.9",
      description = "Momentum of nesterovs (default: ${DEFAULT-VALUE}).")
  private double momentum;

  @Option(
      names = "--averaging",
      defaultValue = "none",
      description = "Iterate averaging: none, tail, ema, ema:0.99 (default: ${DEFAULT-VALUE}).")
  private String averaging;

  @Option(
      names = "--schedule",
      defaultValue = "constant",
      paramLabel = "NAME",
      description =
          "Learning rate over the steps: constant, linear, cosine, warmupN+cosine (default:"
              + " ${DEFAULT-VALUE}).")
  private String schedule;

  /**
   * @param model name or file
   * @param encoder whose vectors are used
   */
  RoundPlan plan(String model, String encoder) {
    return switch (trainer) {
      case "gradient" -> gradient(encoder);
      case "least-squares" -> leastSquares(model);
      default ->
          throw Refusal.usage(
              "there is no trainer '" + trainer + "'", "known: gradient, least-squares");
    };
  }

  private TrainingPlan gradient(String encoder) {
    int batch = Asked.required("--expected-batch", expectedBatch);
    double rate = learningRate == null ? LEARNING_RATE : learningRate;
    return new TrainingPlan(
        rounds,
        participation.participation(),
        clipping.settings(batch, encoder),
        batch,
        new OptimizerSettings(updater, rate, momentum, averaging, schedule));
  }

  private LeastSquaresPlan leastSquares(String model) {
    String where = "with --trainer least-squares";
    participation.refuse(where);
    clipping.refuse(where);
    Asked.refuse("--expected-batch", expectedBatch, where);
    Asked.refuse("--learning-rate", learningRate, where);
    if (rounds != 1) {
      throw Refusal.usage(
          "least squares is one release, and --rounds is " + rounds, "leave --rounds out");
    }
    if (!model.equals("logistic")) {
      throw Refusal.usage("least squares trains the model logistic only", "use --trainer gradient");
    }
    return new LeastSquaresPlan(LeastSquaresSettings.USUAL);
  }
}
