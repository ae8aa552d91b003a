package org.medveil.dp;

import java.util.List;
import java.util.Objects;
import org.medveil.contracts.Refusal;

/**
 * One training run that was paid for: every noisy sum it hands out is counted, it hands out no more
 * than the plan says, and only a run that did exactly what its reservation says may release a
 * model. Lives at the driver; not serialisable.
 */
public final class PrivateTraining {
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
    if ((double) grid.dimension() * plan.steps() > LARGEST_RUN) {
      throw Refusal.usage(
          "A run of that many parameters and steps is beyond the proof of its accounting.",
          "Parameters times steps must stay below 2^40: docs/privacy/grid-gaussian.md, section 3.");
    }
  }

  /**
   * The same run, continued from a checkpoint after {@code done} finished steps, with fresh noise
   * for the rest.
   */
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

  /** Steps handed out so far. */
  public synchronized int stepsDone() {
    return stepsDone;
  }

  /**
   * The next noisy sum of clipped contributions, in units of the contributions. Divide it by a
   * public constant, never by the number of patients that were drawn.
   *
   * @param sum {@link GridGaussian#dimension()} entries in grid units; all zero for an empty batch
   * @throws Refusal exit 90 once all steps of the plan are spent
   */
  public synchronized Release<float[]> step(long[] sum) {
    if (stepsDone >= plan.steps()) {
      throw Refusal.budget(
          "All " + plan.steps() + " steps that the ledger reserved for this run are spent.",
          "Reserve a new run for more steps.");
    }
    float[] noisy = grid.noisySum(sum, noise);
    stepsDone++;
    Mechanism one = new SubsampledGaussian(plan.samplingRate(), grid.noiseMultiplier(), 1);
    return new Release<>(noisy, List.of(one), receipt.unit());
  }

  /**
   * Declares the run's result, a function of the noisy sums and of public values only.
   *
   * @throws Refusal exit 77 unless exactly the planned number of steps was done
   */
  public synchronized Release<ModelDelta> finish(ModelDelta delta) {
    if (stepsDone != plan.steps()) {
      throw Refusal.policy(
          "The run did " + stepsDone + " of " + plan.steps() + " reserved steps.",
          "Finish all steps; the reservation is for exactly that many.");
    }
    return new Release<>(delta, receipt.mechanisms(), receipt.unit());
  }
}
