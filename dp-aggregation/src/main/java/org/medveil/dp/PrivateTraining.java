package org.medveil.dp;

import java.util.List;
import java.util.Objects;
import org.medveil.contracts.Refusal;

/** A paid run over Poisson samples: independent noise in every step (DP-SGD). */
public final class PrivateTraining implements PaidRun {
  // Entries times steps; up to here discrete and continuous noise are alike to 1e-10 in epsilon.
  private static final double LARGEST_RUN = 0x1p40;

  private final SamplingPlan plan;
  private final GridGaussian grid;
  private final LedgerReceipt receipt;
  private final NoiseSource noise;
  private int stepsDone;

  /**
   * @param plan how patients enter the steps; must have made every {@link PoissonDraw} of the run
   * @param grid clipping and noise; must have clipped every contribution of the run
   * @param receipt of the ledger; its mechanisms must be exactly this plan with this noise
   * @param noise fresh noise
   * @throws Refusal exit 77 if plan and noise are not what the ledger reserved; exit 2 if
   *     parameters times steps exceed 2⁴⁰
   */
  public PrivateTraining(
      SamplingPlan plan, GridGaussian grid, LedgerReceipt receipt, NoiseSource noise) {
    this.plan = Objects.requireNonNull(plan);
    this.grid = Objects.requireNonNull(grid);
    this.receipt = Objects.requireNonNull(receipt);
    this.noise = Objects.requireNonNull(noise);
    if (!receipt.mechanisms().equals(List.of(plan.mechanism(grid.noiseMultiplier())))) {
      throw Refusal.policy(
          "The run's sampling, noise or number of steps is not what the ledger reserved.",
          "Reserve plan.mechanism(noiseMultiplier) of the very plan that trains.");
    }
    requireWithinProof(grid, plan);
  }

  @Override
  public PrivateTraining resumedAfter(int done) {
    if (done < 0 || done > plan.steps()) {
      throw Refusal.badData(
          "The checkpoint counts " + done + " steps, the plan has " + plan.steps() + ".",
          "The checkpoint belongs to another run; start again under a new run id.");
    }
    PrivateTraining resumed = new PrivateTraining(plan, grid, receipt, noise);
    resumed.stepsDone = done;
    return resumed;
  }

  @Override
  public synchronized int stepsDone() {
    return stepsDone;
  }

  @Override
  public synchronized Release<float[]> step(long[] sum) {
    requireStepsLeft(stepsDone, plan);
    float[] noisy = grid.noisySumInPlace(sum, noise);
    stepsDone++;
    Mechanism one = new SubsampledGaussian(plan.samplingRate(), grid.noiseMultiplier(), 1);
    return new Release<>(noisy, List.of(one), receipt.unit());
  }

  @Override
  public synchronized Release<ModelDelta> finish(ModelDelta delta) {
    requireAllSteps(stepsDone, plan);
    return new Release<>(delta, receipt.mechanisms(), receipt.unit());
  }

  static void requireWithinProof(GridGaussian grid, Participation plan) {
    if ((double) grid.dimension() * plan.steps() > LARGEST_RUN) {
      throw Refusal.usage(
          "A run of that many parameters and steps is beyond the proof of its accounting.",
          "Parameters times steps must stay below 2^40: docs/privacy/grid-gaussian.md, section 3.");
    }
  }

  static void requireStepsLeft(int done, Participation plan) {
    if (done >= plan.steps()) {
      throw Refusal.budget(
          "All " + plan.steps() + " steps that the ledger reserved for this run are spent.",
          "Reserve a new run for more steps.");
    }
  }

  static void requireAllSteps(int done, Participation plan) {
    if (done != plan.steps()) {
      throw Refusal.policy(
          "The run did " + done + " of " + plan.steps() + " reserved steps.",
          "Finish all steps; the reservation is for exactly that many.");
    }
  }
}
