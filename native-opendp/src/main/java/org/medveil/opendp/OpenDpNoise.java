package org.medveil.opendp;

import java.util.Objects;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;

/**
 * Discrete Gaussian noise drawn by OpenDP's own sampler (Canonne, Kamath and Steinke, "The Discrete
 * Gaussian for Differential Privacy", 2020, algorithms 1-3, in exact rational arithmetic), its
 * random bits from ChaCha20 seeded by the operating system. Every call draws afresh; there is no
 * seed to set. Costs some microseconds per coordinate. Safe to share between threads.
 */
public final class OpenDpNoise implements NoiseSource {
  /** Largest sigma: above it a value plus its noise could leave the range of a long. */
  static final double LARGEST_SIGMA = 0x1p56;

  /** Cheap; the library is loaded by the first call of any method. */
  public OpenDpNoise() {}

  /**
   * {@code opendp-<version of the crate>/discrete-gaussian}.
   *
   * @throws Refusal where the library cannot be loaded
   */
  @Override
  public String id() {
    return "opendp-" + NativeLibrary.loaded().version() + "/discrete-gaussian";
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
    Objects.requireNonNull(values, "values");
    if (values.length == 0) {
      throw new IllegalArgumentException("there must be at least one value to add noise to");
    }
    requireSigma(sigma);
    NativeLibrary.loaded();
    long[] noised = OpenDp.noised(values, sigma);
    if (noised == null || noised.length != values.length) {
      throw new OpenDpException("Jni", "no noise came back, and no reason");
    }
    System.arraycopy(noised, 0, values, 0, noised.length);
  }

  @Override
  public void addGridGaussian(long[] values, int bits) {
    addDiscreteGaussian(values, Math.scalb(1.0, bits));
  }

  @Override
  public void addDiscreteLaplace(long[] values, double scale) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select(long[] scores, double scale) {
    throw new UnsupportedOperationException();
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
    requireSigma(sigma);
    if (!(sensitivity >= 0 && sensitivity <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("the sensitivity must be finite and at least 0");
    }
    NativeLibrary.loaded();
    double rho = OpenDp.rho(sigma, sensitivity);
    if (Double.isNaN(rho)) {
      throw new OpenDpException("Jni", "no rho came back, and no reason");
    }
    return rho;
  }

  // Written so that NaN fails too.
  private static void requireSigma(double sigma) {
    if (!(sigma > 0 && sigma <= LARGEST_SIGMA)) {
      throw new IllegalArgumentException("sigma must be above 0 and at most 2^56");
    }
  }
}
