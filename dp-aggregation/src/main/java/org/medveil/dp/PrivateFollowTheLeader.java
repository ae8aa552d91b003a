package org.medveil.dp;

import java.util.List;
import java.util.Objects;
import org.medveil.contracts.Refusal;

/**
 * A paid run whose noise is correlated over its steps (DP-FTRL; Kairouz et al. 2021, Denisov et al.
 * 2022, Choquette-Choo et al. 2023). What a step hands out is its sum plus a difference of noises
 * that later steps take back; all steps together are one release.
 */
public final class PrivateFollowTheLeader implements PaidRun {
  private final SingleParticipation plan;
  private final GridGaussian grid;
  private final LedgerReceipt receipt;
  private final CorrelatedNoise noise;
  private int stepsDone;

  /**
   * @param plan which step each patient takes part in; must have chosen the patients of every sum
   * @param grid from {@link SingleParticipation#grid}; must have clipped every contribution
   * @param receipt of the ledger; its only mechanism must be this plan with this noise
   * @param source fresh noise
   * @throws Refusal exit 77 if plan and noise are not what the ledger reserved; exit 2 if
   *     parameters times steps exceed 2⁴⁰
   */
  public PrivateFollowTheLeader(
      SingleParticipation plan, GridGaussian grid, LedgerReceipt receipt, NoiseSource source) {
    this.plan = Objects.requireNonNull(plan);
    this.grid = Objects.requireNonNull(grid);
    this.receipt = Objects.requireNonNull(receipt);
    if (!reserved()) {
      throw Refusal.policy(
          "The run's participation, noise or number of steps is not what the ledger reserved.",
          "Reserve plan.mechanism(noiseMultiplier) and clip by plan.grid of the same multiplier.");
    }
    PrivateTraining.requireWithinProof(grid, plan);
    this.noise =
        new CorrelatedNoise(
            new SquareRootToeplitz(plan.bands()),
            grid.dimension(),
            grid.noiseBits(),
            Objects.requireNonNull(source));
  }

  private boolean reserved() {
    List<Mechanism> mechanisms = receipt.mechanisms();
    return mechanisms.size() == 1
        && mechanisms.get(0) instanceof ToeplitzGaussian one
        && one.equals(plan.mechanism(one.noiseMultiplier()))
        && grid.noiseMultiplier() == plan.gridNoise(one.noiseMultiplier());
  }

  /** Only from its beginning: the past noise, on which the rest depends, is never stored. */
  @Override
  public PrivateFollowTheLeader resumedAfter(int done) {
    if (done == 0 && stepsDone() == 0) {
      return this;
    }
    throw Refusal.policy(
        "A run with correlated noise cannot be continued from a checkpoint.",
        "Its earlier noise is kept in memory only, for it would tell the sums. Start a new run;"
            + " this one's reservation stays spent.");
  }

  @Override
  public synchronized int stepsDone() {
    return stepsDone;
  }

  /**
   * {@inheritDoc} Each step's release states the mechanism of the whole run, of which it is a part.
   */
  @Override
  public synchronized Release<float[]> step(long[] sum) {
    PrivateTraining.requireStepsLeft(stepsDone, plan);
    if (sum.length != grid.dimension()) {
      throw new IllegalArgumentException(
          "expected " + grid.dimension() + " entries, got " + sum.length);
    }
    long[] noisy = noise.next().clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = Math.addExact(noisy[i], sum[i]);
    }
    stepsDone++;
    return new Release<>(grid.decoded(noisy), receipt.mechanisms(), receipt.unit());
  }

  @Override
  public synchronized Release<ModelDelta> finish(ModelDelta delta) {
    PrivateTraining.requireAllSteps(stepsDone, plan);
    return new Release<>(delta, receipt.mechanisms(), receipt.unit());
  }
}
