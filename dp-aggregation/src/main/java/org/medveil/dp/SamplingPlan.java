package org.medveil.dp;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.medveil.contracts.Refusal;

/**
 * How units enter the steps of a run. One object yields both the draw and the mechanism that the
 * accountant sees, so that the two cannot disagree.
 *
 * @param samplingRate each unit's chance to be in a step, in (0, 1]; a public constant
 * @param steps number of steps, at least 1; a public constant
 */
public record SamplingPlan(double samplingRate, int steps) implements Participation, Serializable {
  private static final int SHORTEST_SECRET = 16;

  /** Refuses (exit 2) values outside the ranges above. */
  public SamplingPlan {
    checkRate(samplingRate);
    checkSteps(steps);
  }

  /**
   * The Poisson sample of one step. The same secret and step always give the same sample, so a
   * retried task recomputes the same sum.
   *
   * @param runSecret at least 16 bytes, drawn per run, never logged: who knows it knows who took
   *     part
   * @param step 0 … steps−1
   */
  public PoissonDraw draw(byte[] runSecret, int step) {
    if (runSecret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException("run secret shorter than 16 bytes");
    }
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException("step " + step + " is outside 0.." + (steps - 1));
    }
    byte[] label = "medveil/poisson-step/".getBytes(Hashes.UTF_8);
    byte[] message = ByteBuffer.allocate(label.length + 4).put(label).putInt(step).array();
    return new PoissonDraw(samplingRate, Hashes.hmac(runSecret, message));
  }

  @Override
  public SubsampledGaussian mechanism(double noiseMultiplier) {
    return new SubsampledGaussian(samplingRate, noiseMultiplier, steps);
  }

  @Override
  public GridGaussian grid(double clippingNorm, double noiseMultiplier, int dimension) {
    return new GridGaussian(clippingNorm, noiseMultiplier, dimension);
  }

  @Override
  public PrivateTraining run(GridGaussian grid, LedgerReceipt receipt, NoiseSource noise) {
    return new PrivateTraining(this, grid, receipt, noise);
  }

  static void checkRate(double samplingRate) {
    if (!(samplingRate > 0 && samplingRate <= 1)) {
      throw Refusal.usage(
          "The sampling rate must lie in (0, 1], got " + samplingRate,
          "1 uses every patient in every step.");
    }
  }

  static void checkSteps(int steps) {
    if (steps < 1) {
      throw Refusal.usage(
          "The number of steps must be at least 1, got " + steps, "Give --steps, e.g. 100.");
    }
  }
}
