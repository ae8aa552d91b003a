package org.medveil.opendp;

import java.util.function.Supplier;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;

/**
 * Noise in two tiers. Grid noise for vectors is drawn in nanoseconds by {@link GridGaussianNoise},
 * exactly and under OpenDP's privacy map. Everything else is drawn by OpenDP's own samplers, in
 * microseconds (Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy",
 * 2020, algorithms 1-3, in exact rational arithmetic), their random bits from ChaCha20 seeded by
 * the operating system. Every call draws afresh; there is no seed to set. Safe to share between
 * threads.
 */
public final class OpenDpNoise implements NoiseSource {
  private final Supplier<GridGaussianNoise> grid;

  /**
   * Cheap; the library is loaded and the number of threads read by the first call that needs it.
   */
  public OpenDpNoise() {
    grid = () -> new GridGaussianNoise(NoiseThreads.asked());
  }

  /**
   * @param threads how many threads one call may draw grid noise on, 1 … 64
   * @throws IllegalArgumentException on any other number
   */
  public OpenDpNoise(int threads) {
    GridGaussianNoise fixed = new GridGaussianNoise(threads);
    grid = () -> fixed;
  }

  /**
   * {@code opendp-<version of the crate>+grid-<version of the bulk sampler>}.
   *
   * @throws Refusal where the library cannot be loaded
   */
  @Override
  public String id() {
    return "opendp-" + NativeLibrary.loaded().version() + "+grid-" + GridGaussianNoise.VERSION;
  }

  /**
   * Of the shared object that was loaded, 64 hex digits.
   *
   * @throws Refusal where the library cannot be loaded
   */
  @Override
  public String sha256() {
    return NativeLibrary.loaded().sha256();
  }

  /**
   * Adds an independent draw of N_Z(0, sigma²) to every value, all or nothing: where this throws,
   * the array is as it was, without noise. A sum that leaves the range of a long saturates.
   *
   * @param values at least one; changed in place
   * @param sigma scale in units of the values, above 0 and at most 2^56
   * @throws NullPointerException on a null array
   * @throws IllegalArgumentException on an empty array or a sigma out of range
   * @throws Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  @Override
  public void addDiscreteGaussian(long[] values, double sigma) {
    Checks.notEmpty("values", values);
    Checks.scale("sigma", sigma);
    NativeLibrary.loaded();
    long[] noised = Checks.answered(OpenDp.noised(values, sigma), values.length);
    System.arraycopy(noised, 0, values, 0, noised.length);
  }

  /**
   * As {@link GridGaussianNoise#add}.
   *
   * @throws Refusal also where {@code -Dmedveil.noise.threads} is no number from 1 to 64
   */
  @Override
  public void addGridGaussian(long[] values, int bits) {
    grid.get().add(values, bits);
  }

  /**
   * Adds an independent draw of the discrete Laplace distribution to every value, all or nothing
   * (Ghosh, Roughgarden, Sundararajan 2009; sampled exactly as in Canonne, Kamath, Steinke 2020,
   * algorithm 2). A sum that leaves the range of a long saturates.
   *
   * @param values at least one; changed in place
   * @param scale in units of the values, above 0 and at most 2^56
   * @throws NullPointerException on a null array
   * @throws IllegalArgumentException on an empty array or a scale out of range
   * @throws Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  @Override
  public void addDiscreteLaplace(long[] values, double scale) {
    Checks.notEmpty("values", values);
    Checks.scale("scale", scale);
    NativeLibrary.loaded();
    long[] noised = Checks.answered(LaplaceNatives.noised(values, scale), values.length);
    System.arraycopy(noised, 0, values, 0, noised.length);
  }

  /**
   * The exponential mechanism (McSherry, Talwar 2007), exact for any scores: index i with chance
   * exp(scores[i]/scale) over the sum of all. OpenDP's scale is the divisor of the score, without
   * the 2 of the mechanism's ε: a score that one unit moves by at most Δ either way costs a bounded
   * range of 2Δ/scale. The score is never rounded to a floating-point number.
   *
   * @param scores at least one, any whole numbers; larger is better
   * @param scale in units of the scores, above 0 and at most 2^56
   * @throws NullPointerException on a null array
   * @throws IllegalArgumentException on an empty array or a scale out of range
   * @throws Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  @Override
  public int select(long[] scores, double scale) {
    Checks.notEmpty("scores", scores);
    Checks.scale("scale", scale);
    NativeLibrary.loaded();
    return Checks.answered(SelectionNatives.topK(scores, 1, scale, true), 1)[0];
  }

  /**
   * OpenDP's own privacy map of {@link #addDiscreteGaussian}: rho of zero-concentrated differential
   * privacy, sensitivity² / (2 sigma²), rounded up.
   *
   * @param sigma as above
   * @param sensitivity L2, in units of the values; finite, at least 0
   * @throws IllegalArgumentException on a sigma or a sensitivity out of range
   * @throws Refusal where the library cannot be loaded
   * @throws OpenDpException where OpenDP fails
   */
  public double rho(double sigma, double sensitivity) {
    Checks.scale("sigma", sigma);
    Checks.sensitivity(sensitivity);
    NativeLibrary.loaded();
    return Checks.answered(OpenDp.rho(sigma, sensitivity));
  }
}
