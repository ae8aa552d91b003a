package org.medveil.opendp;

/**
 * One count with geometric noise, in a time that does not depend on the count or the noise: as many
 * coin flips as the range has steps (Ghosh, Roughgarden, Sundararajan 2009, truncated; Balcer,
 * Vadhan 2018 for why the time matters). Its only chance is rounded towards more noise.
 *
 * @param scale in counts, above 0 and at most 2^56
 * @param lower the count is clamped to it, before and after
 * @param upper above lower, by at most 2^20: a flip per step
 */
public record BoundedCount(double scale, long lower, long upper) {
  private static final long WIDEST = 1L << 20;

  /**
   * @throws IllegalArgumentException outside these ranges
   */
  public BoundedCount {
    Checks.scale("scale", scale);
    long steps = upper - lower;
    // A difference that overflows is negative.
    if (lower >= upper || steps <= 0 || steps > WIDEST) {
      throw new IllegalArgumentException("the bounds must rise, by at most 2^20 steps");
    }
  }

  /**
   * The noisy count, from lower to upper.
   *
   * @param count any; clamped
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails: a scale so large that its chance rounds to 0
   */
  public long release(long count) {
    NativeLibrary.loaded();
    return GeometricNatives.noised(count, scale, lower, upper);
  }

  /**
   * OpenDP's privacy map, in {@link Divergence#PURE}.
   *
   * @param most by how much one patient changes the count, at least 0
   * @throws IllegalArgumentException on a negative one
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public PrivacyLoss loss(long most) {
    Checks.sensitivity(most);
    NativeLibrary.loaded();
    double epsilon = GeometricNatives.epsilon(scale, lower, upper, most);
    return PrivacyLoss.of(Divergence.PURE, epsilon);
  }
}
