package org.medveil.dp;

/**
 * How units enter the steps of a run, and with it which noise a step gets and what the run costs.
 * One object yields draw, grid, run and mechanism, so that they cannot disagree.
 */
public sealed interface Participation permits SamplingPlan, SingleParticipation {
  /** Noisy sums of the run, at least 1; a public constant. */
  int steps();

  /**
   * The whole run in the accountant's words.
   *
   * @param noiseMultiplier noise over the sensitivity as the mechanism defines it
   */
  Mechanism mechanism(double noiseMultiplier);

  /**
   * Clipping and grid of the run's contributions.
   *
   * @param clippingNorm C, the L2 norm to which a contribution is clipped, 1e-30 … 1e30
   * @param noiseMultiplier that of {@link #mechanism}, not always {@link
   *     GridGaussian#noiseMultiplier}
   * @param dimension entries of a contribution, at least 1
   * @throws org.medveil.contracts.Refusal exit 2 for noise beyond what can be drawn
   */
  GridGaussian grid(double clippingNorm, double noiseMultiplier, int dimension);

  /**
   * The run itself.
   *
   * @param grid from {@link #grid}
   * @param receipt of the ledger for {@link #mechanism}
   * @param noise fresh noise
   * @throws org.medveil.contracts.Refusal exit 77 if plan and noise are not what the ledger
   *     reserved; exit 2 if parameters times steps exceed 2⁴⁰
   */
  PaidRun run(GridGaussian grid, LedgerReceipt receipt, NoiseSource noise);
}
