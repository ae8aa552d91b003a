package org.medveil.jobs.train;

import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.dp.SamplingPlan;
import org.medveil.learning.LeastSquaresHead;
import org.medveil.learning.LeastSquaresSettings;
import org.medveil.learning.ModelSpec;

/**
 * A logistic model from one noisy release: one round, one step, every patient in it.
 *
 * @param settings public
 */
record LeastSquaresPlan(LeastSquaresSettings settings) implements RoundPlan {
  private static final int CLASSES = 2;

  LeastSquaresHead head(int inputs) {
    return new LeastSquaresHead(inputs, CLASSES, settings);
  }

  @Override
  public int rounds() {
    return 1;
  }

  @Override
  public SamplingPlan participation() {
    return new SamplingPlan(1, 1);
  }

  /** Follows from the settings, not from the length of the vectors. */
  @Override
  public double clippingNorm() {
    return head(1).clippingNorm();
  }

  /** Nobody asks for one: the norm is the largest that a contribution can have. */
  @Override
  public double largestClippingNorm() {
    return 0;
  }

  /** The sum is solved, not divided. */
  @Override
  public int expectedBatch() {
    return 1;
  }

  @Override
  public GridGaussian grid(double noiseMultiplier, ModelSpec model) {
    return head(model.inputs()).grid(noiseMultiplier);
  }

  @Override
  public void requireSuits(ModelSpec model) {
    if (model.isGraph() || model.parameterCount() != head(model.inputs()).parameterCount()) {
      throw Refusal.usage("least squares trains the model logistic only", "use --trainer gradient");
    }
  }
}
