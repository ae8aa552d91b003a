package org.medveil.opendp;

import java.util.Objects;

/**
 * Counts and histograms over public keys: every count gets its own draw. Noise and its price come
 * from one OpenDP measurement.
 *
 * @param noise which noise
 * @param scale σ of the Gaussian, scale of the Laplace, in counts; above 0 and at most 2^56
 */
public record CountMechanism(CountNoise noise, double scale) {
  /**
   * @throws NullPointerException without a noise
   * @throws IllegalArgumentException on a scale out of range
   */
  public CountMechanism {
    Objects.requireNonNull(noise, "noise");
    Checks.scale("scale", scale);
  }

  /**
   * The noisy counts; may be negative. A sum that leaves the range of a long saturates.
   *
   * @param counts at least one, any; stays as it is
   * @throws NullPointerException on null
   * @throws IllegalArgumentException on an empty array
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public long[] release(long[] counts) {
    Checks.notEmpty("counts", counts);
    NativeLibrary.loaded();
    return Checks.answered(
        switch (noise) {
          case GAUSSIAN -> OpenDp.noised(counts, scale);
          case LAPLACE -> LaplaceNatives.noised(counts, scale);
        },
        counts.length);
  }

  /** As above, for one count. */
  public long release(long count) {
    return release(new long[] {count})[0];
  }

  /**
   * OpenDP's privacy map.
   *
   * @param contribution what one patient can change
   * @throws org.medveil.contracts.Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public PrivacyLoss loss(Contribution contribution) {
    Objects.requireNonNull(contribution, "contribution");
    NativeLibrary.loaded();
    return PrivacyLoss.of(
        noise.divergence(),
        switch (noise) {
          case GAUSSIAN -> OpenDp.rho(scale, contribution.l2());
          case LAPLACE -> LaplaceNatives.epsilon(scale, contribution.l1());
        });
  }
}
