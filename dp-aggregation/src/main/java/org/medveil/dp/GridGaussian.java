package org.medveil.dp;

import java.io.Serializable;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * The Gaussian mechanism on a public integer grid: clips each unit's contribution, rounds it to the
 * grid, sums exactly in {@code long}s and adds discrete Gaussian noise. One object yields the
 * sensitivity, the noise and the accounting, so they cannot disagree. Proof: {@code
 * docs/privacy/grid-gaussian.md}.
 *
 * <p>The noise has σ = 2^b grid units, b = 36 … 53: the least with 2^b &gt; 2³⁶·z for noise
 * multiplier z, so that the fast sampler can draw it. The sensitivity is S = ⌊2^b / z⌋ units; of
 * these 0.09 % are kept for the rounding of sums in 32-bit floats and 34·⌈√d⌉ block units for the
 * rounding of d entries; the rest is the clipping norm, which fixes the grid step. What {@link
 * #addClipped} adds is checked against S in exact arithmetic.
 */
public final class GridGaussian implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Share of the sensitivity that is kept for the rounding of sums in 32-bit floats. */
  public static final double FLOAT_SHARE = 9e-4;

  private static final int LEAST_BITS = 36;
  // Roundings of a vector of d entries that one unit can move: docs/privacy/grid-gaussian.md, 2.
  private static final int MOVED_ROUNDINGS = 34;
  // Block units in C, in bits: fewer are faster to add, but each entry is rounded to them.
  private static final int BLOCK_BITS = 32;
  private static final int FINE_BLOCK_BITS = 36;
  private static final int FINE_FROM = 1 << 24;

  private final double clippingNorm;
  private final double noiseMultiplier;
  private final int dimension;
  private final int noiseBits;
  private final long sensitivity;
  private final long unitsPerNorm;

  /**
   * @param clippingNorm C, the L2 norm to which a contribution is clipped, 1e-30 … 1e30
   * @param noiseMultiplier noise over sensitivity, 0.01 … 1e5 (below, the proof of the accounting
   *     and any privacy end; above, sums could overflow)
   * @param dimension entries of a contribution, at least 1
   * @throws Refusal exit 2 outside these ranges
   */
  public GridGaussian(double clippingNorm, double noiseMultiplier, int dimension) {
    requireRange("The clipping norm", clippingNorm, 1e-30, 1e30);
    requireRange("The noise multiplier", noiseMultiplier, 0.01, 1e5);
    requireRange("The dimension", dimension, 1, Integer.MAX_VALUE);
    this.clippingNorm = clippingNorm;
    this.noiseMultiplier = noiseMultiplier;
    this.dimension = dimension;
    this.noiseBits = LEAST_BITS + Math.max(0, Math.getExponent(noiseMultiplier) + 1);
    // Rounded down twice, so that 2^b over the sensitivity is never below the noise multiplier.
    this.sensitivity = (long) Math.nextDown(Math.scalb(1.0, noiseBits) / noiseMultiplier);
    this.unitsPerNorm =
        sensitivity
            - (long) Math.ceil(sensitivity * FLOAT_SHARE)
            - (MOVED_ROUNDINGS * (long) Math.ceil(Math.sqrt(dimension)) << blockShift());
  }

  /** C, in units of the contributions. */
  public double clippingNorm() {
    return clippingNorm;
  }

  /** Noise over sensitivity. */
  public double noiseMultiplier() {
    return noiseMultiplier;
  }

  /** Entries of a contribution and of the sum. */
  public int dimension() {
    return dimension;
  }

  /** One grid unit, in units of the contributions. */
  public double gridStep() {
    return clippingNorm / unitsPerNorm;
  }

  /** C in grid units. */
  public long unitsPerNorm() {
    return unitsPerNorm;
  }

  /** Sums of blocks are rounded to multiples of 2^this grid units, a 2³²nd of C or less. */
  public int blockShift() {
    return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(sensitivity) - blockBits());
  }

  /** C is below 2^this block units. */
  int blockBits() {
    return dimension < FINE_FROM ? BLOCK_BITS : FINE_BLOCK_BITS;
  }

  /** L2 sensitivity of the sum to one unit, in grid units, rounding included. */
  public double sensitivityUnits() {
    return sensitivity;
  }

  /** b: the noise has σ = 2^b grid units. */
  public int noiseBits() {
    return noiseBits;
  }

  /** σ of the noise in grid units, 2^b. */
  public double sigmaUnits() {
    return Math.scalb(1.0, noiseBits);
  }

  /**
   * Clips one unit's contribution to L2 norm C, rounds it to the grid and adds it to the sum. The
   * sum does not depend on the order. A contribution with a NaN or infinity counts as zero.
   *
   * @param contribution {@link #dimension()} entries; everything one unit has to say, clipped once
   * @param sum {@link #dimension()} entries in grid units, changed in place
   */
  public void addClipped(double[] contribution, long[] sum) {
    requireLength(contribution.length);
    requireLength(sum.length);
    new ClippedContribution(contribution, clippingNorm, unitsPerNorm).addTo(sum, sensitivity);
  }

  /** As {@link #addClipped(double[], long[])}. */
  public void addClipped(float[] contribution, long[] sum) {
    double[] wide = new double[contribution.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = contribution[i];
    }
    addClipped(wide, sum);
  }

  /**
   * The noisy sum of all units' contributions, unsampled, with the patient as unit. Works for an
   * all-zero sum. A training run goes through {@link PrivateTraining} instead, which counts steps.
   *
   * @param sum {@link #dimension()} entries in grid units; not changed
   * @param noise fresh noise
   * @return the sum plus noise, in units of the contributions (not divided by anything)
   */
  public Release<float[]> release(long[] sum, NoiseSource noise) {
    return new Release<>(
        noisySum(sum, noise),
        List.of(new SubsampledGaussian(1, noiseMultiplier, 1)),
        PrivacyUnit.PATIENT);
  }

  float[] noisySum(long[] sum, NoiseSource noise) {
    return noisySumInPlace(sum.clone(), noise);
  }

  /** As {@link #noisySum}; the sum is noised itself, so nothing raw stays behind. */
  float[] noisySumInPlace(long[] sum, NoiseSource noise) {
    requireLength(sum.length);
    noise.addGridGaussian(sum, noiseBits);
    return decoded(sum);
  }

  /** Noisy grid units in units of the contributions. */
  float[] decoded(long[] noisy) {
    float[] decoded = new float[noisy.length];
    double step = gridStep();
    for (int i = 0; i < decoded.length; i++) {
      decoded[i] = (float) (noisy[i] * step);
    }
    return decoded;
  }

  private void requireLength(int length) {
    if (length != dimension) {
      throw new IllegalArgumentException("expected " + dimension + " entries, got " + length);
    }
  }

  private static void requireRange(String what, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw Refusal.usage(
          what + " must lie between " + low + " and " + high + ", got " + value,
          "Set it in the site's policy.");
    }
  }
}
