package org.medveil.jobs.train;

import java.io.Serializable;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.AdaptiveClip;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.Participation;
import org.medveil.learning.ClippingRule;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelGraph;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.OptimizerSettings;

/**
 * Training by noisy gradients.
 *
 * @param rounds federated rounds that share the budget, at least 1
 * @param participation how patients enter the steps of one round, and with it the noise: {@code
 *     SamplingPlan} for DP-SGD, {@code SingleParticipation} for DP-FTRL
 * @param gradient how a patient's gradient is clipped
 * @param expectedBatch the public constant the noisy sum is divided by, in patients; never a
 *     realised size
 * @param optimizer what is done with the noised mean gradient
 */
public record TrainingPlan(
    int rounds,
    Participation participation,
    GradientSettings gradient,
    int expectedBatch,
    OptimizerSettings optimizer)
    implements RoundPlan, Serializable {
  /** Refuses, with exit 2, numbers outside these ranges. */
  public TrainingPlan {
    if (rounds < 1) {
      throw Refusal.usage("rounds must be at least 1, got " + rounds, "");
    }
    if (expectedBatch < 1) {
      throw Refusal.usage("expected batch must be at least 1, got " + expectedBatch, "");
    }
    if (gradient.rule() instanceof ClippingRule.Adaptive adaptive
        && adaptive.rule().expectedBatch() != expectedBatch) {
      throw Refusal.usage("the clipping rule has another expected batch than the plan", "");
    }
  }

  /** With flat clipping. */
  public TrainingPlan(
      int rounds,
      Participation participation,
      double clippingNorm,
      int expectedBatch,
      OptimizerSettings optimizer) {
    this(rounds, participation, GradientSettings.flat(clippingNorm), expectedBatch, optimizer);
  }

  /** Noisy steps of one round. */
  int steps() {
    return participation.steps();
  }

  @Override
  public double clippingNorm() {
    return gradient.clippingNorm();
  }

  @Override
  public double largestClippingNorm() {
    return gradient.largestNorm();
  }

  @Override
  public GridGaussian grid(double noiseMultiplier, ModelSpec model) {
    int length = model.trainableCount();
    return gradient.adaptive().isPresent()
        ? AdaptiveClip.grid(participation, noiseMultiplier, length)
        : participation.grid(clippingNorm(), noiseMultiplier, length);
  }

  /** How the engine computes it. */
  EngineSettings engine(int microBatch) {
    return EngineSettings.forBatch(expectedBatch)
        .with(gradient.rule())
        .with(gradient.augmentation())
        .withMicroBatch(microBatch);
  }

  @Override
  public void requireSuits(ModelSpec model) {
    Optional<ModelGraph> graph = model.graph();
    if (graph.isEmpty() && gradient.needsKernels()) {
      throw Refusal.usage(
          "a layer of the model has no kernel of the engine, which this clipping rule or"
              + " augmentation needs",
          "use flat clipping and no augmentation, or other layers");
    }
    if (gradient.augmented() && graph.orElseThrow().input().plane() == 1) {
      throw Refusal.usage(
          "augmentation changes images, and the model's input is a vector",
          "use a model over images, such as cnn, with --encoder pixels");
    }
  }
}
