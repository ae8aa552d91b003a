package org.medveil.dp;

/**
 * The noise of one run after another: C⁻¹Z for independent discrete Gaussian Z and the matrix C of
 * {@link SquareRootToeplitz}, in whole grid units and whole numbers throughout. Step by step
 *
 * <p>N_t = round((Z_t − Σ_{j≥1} 2¹²rⱼ·N_(t−j)) / 2¹²), Z_t with σ = 2^(b+12),
 *
 * <p>so that sum plus noise is what the inverse matrix makes of the noisy correlated sums, rounding
 * included: {@code docs/privacy/matrix-mechanism.md}, section 2. Past noise is as secret as the
 * sums: it lives in memory only.
 */
final class CorrelatedNoise {
  private static final long HALF = 1L << SquareRootToeplitz.SCALE_BITS - 1;

  private final SquareRootToeplitz matrix;
  private final int dimension;
  private final int bits;
  private final NoiseSource source;
  private final long[][] past;
  private int done;

  /** Correlates noise of σ = 2^{@code bits} grid units. */
  CorrelatedNoise(SquareRootToeplitz matrix, int dimension, int bits, NoiseSource source) {
    this.matrix = matrix;
    this.dimension = dimension;
    this.bits = bits + SquareRootToeplitz.SCALE_BITS;
    this.source = source;
    this.past = new long[matrix.bands() - 1][];
  }

  /** The noise of the next step, in grid units; not to be changed. */
  long[] next() {
    long[] noise = new long[dimension];
    source.addGridGaussian(noise, bits);
    for (int j = 1; j <= Math.min(done, past.length); j++) {
      // Wraps around where the parts are large; the sum is in range, and so it is exact.
      subtract(matrix.scaled(j), past[(done - j) % past.length], noise);
    }
    for (int i = 0; i < dimension; i++) {
      noise[i] = noise[i] + HALF >> SquareRootToeplitz.SCALE_BITS;
    }
    if (past.length > 0) {
      past[done % past.length] = noise;
    }
    done++;
    return noise;
  }

  private static void subtract(long factor, long[] from, long[] noise) {
    for (int i = 0; i < noise.length; i++) {
      noise[i] -= factor * from[i];
    }
  }
}
