package org.medveil.jobs.auditmembership;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.medveil.audits.privacy.Claim;
import org.medveil.contracts.Refusal;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.PrivacyBudget;
import org.medveil.dp.SamplingPlan;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.jobs.audit.PlannedClaim;
import org.medveil.jobs.train.TrainingPlan;
import org.medveil.learning.OptimizerSettings;
import picocli.CommandLine.Option;

/** How shadow models are trained: without privacy always, with it when a claim is given. */
final class TrainingOptions {
  @Option(
      names = "--baseline-steps",
      defaultValue = "400",
      description = "Gradient steps of models without privacy (default: ${DEFAULT-VALUE}).")
  private int baselineSteps;

  @Option(
      names = "--baseline-learning-rate",
      defaultValue = "8.0",
      description = "Their learning rate, Nesterov momentum 0.9 (default: ${DEFAULT-VALUE}).")
  private double baselineLearningRate;

  @Option(names = "--epsilon", description = "Also train privately: claimed epsilon.")
  private Double epsilon;

  @Option(names = "--delta", description = "Claimed delta; below 1/patients.")
  private Double delta;

  @Option(names = "--sampling-rate", description = "Poisson sampling rate q, 0 < q <= 1.")
  private Double samplingRate;

  @Option(names = "--steps", description = "Noisy steps of one model.")
  private Integer steps;

  @Option(names = "--clipping-norm", description = "Clip of one patient's gradient.")
  private Double clippingNorm;

  @Option(names = "--expected-batch", description = "Public denominator, in patients.")
  private Integer expectedBatch;

  @Option(names = "--learning-rate", description = "Learning rate of private training, plain SGD.")
  private Double learningRate;

  /**
   * Private training and what it claims.
   *
   * @param training of each shadow
   * @param claim of one model
   */
  record Claimed(ShadowTraining training, Claim claim) {}

  ShadowTraining baseline() {
    return new ShadowTraining.NonPrivate(
        new OptimizerSettings("nesterovs", baselineLearningRate, 0.9, "none"), baselineSteps);
  }

  Optional<Claimed> claimed() {
    Object[] all = {epsilon, delta, samplingRate, steps, clippingNorm, expectedBatch, learningRate};
    if (Stream.of(all).allMatch(Objects::isNull)) {
      return Optional.empty();
    }
    if (Stream.of(all).anyMatch(Objects::isNull)) {
      throw Refusal.usage(
          "private training needs --epsilon, --delta, --sampling-rate, --steps, --clipping-norm,"
              + " --expected-batch and --learning-rate",
          "none of them has a default");
    }
    SamplingPlan sampling = new SamplingPlan(samplingRate, steps);
    LedgerReceipt receipt = PlannedClaim.receipt(new PrivacyBudget(epsilon, delta), sampling);
    SubsampledGaussian mechanism = (SubsampledGaussian) receipt.mechanisms().get(0);
    TrainingPlan plan =
        new TrainingPlan(
            1,
            sampling,
            clippingNorm,
            expectedBatch,
            new OptimizerSettings("sgd", learningRate, 0, "none"));
    String name =
        "private, epsilon "
            + epsilon
            + " at delta "
            + delta
            + " (unit patient, add/remove one, sampler Poisson with rate "
            + samplingRate
            + ")";
    return Optional.of(
        new Claimed(
            new ShadowTraining.Private(
                name, plan, mechanism.noiseMultiplier(), ShadowTraining.Terms.of(receipt)),
            new Claim(mechanism, delta)));
  }
}
