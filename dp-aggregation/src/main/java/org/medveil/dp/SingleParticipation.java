package org.medveil.dp;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.medveil.contracts.Refusal;

/**
 * Every unit takes part in exactly one step of the run, fixed by a public hash of its key, and the
 * noise of the steps is correlated by a banded Toeplitz matrix (DP-FTRL): a step's noise takes back
 * much of that of the steps before it, so that sums over steps, which is what a model is, have far
 * less of it. Nothing is sampled. Proof: {@code docs/privacy/matrix-mechanism.md}.
 *
 * @param steps T, at least 1; a public constant. A step has about one T-th of the units
 * @param bands of the matrix, 1 … T and at most 2²⁰; a public constant. One band is independent
 *     noise. The driver keeps bands − 1 vectors, so bands times parameters must fit its memory
 */
public record SingleParticipation(int steps, int bands) implements Participation, Serializable {
  private static final int MOST_BANDS = 1 << 20;
  // The correlated noise is drawn 2^12 times as wide as the grid's, and 2^56 is the sampler's most.
  private static final double NOISE_LIMIT = 256;

  /** Refuses (exit 2) values outside the ranges above. */
  public SingleParticipation {
    check(steps, bands);
  }

  /** With all bands: the least noise in the final model. */
  public static SingleParticipation allBands(int steps) {
    return new SingleParticipation(steps, steps);
  }

  /**
   * The one step of a unit. A function of its key and of T only: whoever is added or removed moves
   * nobody else.
   *
   * @param subjectKey its pseudonymous key
   * @return 0 … T−1
   */
  public int step(String subjectKey) {
    return step(ByteBuffer.wrap(Hashes.sha256(subjectKey.getBytes(Hashes.UTF_8))).getLong());
  }

  /**
   * As {@link #step(String)}, for a known hash. Taken from the hash's last bits, so that a step's
   * units are spread over all buckets of first bits.
   *
   * @param hash first eight bytes of the SHA-256 of the unit's key
   */
  public int step(long hash) {
    return (int) ((Long.reverse(hash) >>> 32) * steps >>> 32);
  }

  @Override
  public ToeplitzGaussian mechanism(double noiseMultiplier) {
    return new ToeplitzGaussian(bands, noiseMultiplier, steps);
  }

  /**
   * {@inheritDoc} The grid's own noise multiplier is larger by the norm of a column of the matrix:
   * over its steps a unit moves the correlated sums by that much more than by one contribution.
   */
  @Override
  public GridGaussian grid(double clippingNorm, double noiseMultiplier, int dimension) {
    double wider = gridNoise(noiseMultiplier);
    if (!(wider < NOISE_LIMIT)) {
      throw Refusal.usage(
          "The noise multiplier times the norm of the matrix must be below "
              + NOISE_LIMIT
              + ", got "
              + wider,
          "Take fewer bands or a larger epsilon or delta.");
    }
    return new GridGaussian(clippingNorm, wider, dimension);
  }

  @Override
  public PrivateFollowTheLeader run(GridGaussian grid, LedgerReceipt receipt, NoiseSource noise) {
    return new PrivateFollowTheLeader(this, grid, receipt, noise);
  }

  /** Rounded up, so that the noise is never below the multiplier that is accounted. */
  double gridNoise(double noiseMultiplier) {
    return Math.nextUp(noiseMultiplier * new SquareRootToeplitz(bands).norm());
  }

  static void check(int steps, int bands) {
    SamplingPlan.checkSteps(steps);
    if (bands < 1 || bands > steps || bands > MOST_BANDS) {
      throw Refusal.usage(
          "The number of bands must lie between 1 and the number of steps, and is at most "
              + MOST_BANDS
              + ", got "
              + bands,
          "As many bands as steps give the least noise; fewer need less memory.");
    }
  }
}
