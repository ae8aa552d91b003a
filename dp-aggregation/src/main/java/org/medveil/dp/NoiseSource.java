package org.medveil.dp;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.medveil.contracts.Refusal;

/**
 * Where noise comes from. A provider must draw <em>fresh</em> noise from the operating system's
 * cryptographic generator on every call: never from a seed, never replayed. Found through {@link
 * ServiceLoader}; without one nothing is released.
 */
public interface NoiseSource {
  /** Name and version of the sampler, as it stands in a bundle's manifest. */
  String id();

  /** SHA-256 of the sampler's code (the native library), 64 hex digits. */
  String sha256();

  /**
   * Adds to each value an independent draw of the discrete Gaussian with mean 0: P(x) ∝
   * exp(−x²/2σ²) on the whole numbers (Canonne, Kamath, Steinke 2020).
   *
   * @param values changed in place, any length
   * @param sigma the σ above, finite, &gt; 0, in grid units
   */
  void addDiscreteGaussian(long[] values, double sigma);

  /**
   * As {@link #addDiscreteGaussian} with σ = 2^bits, by the fast sampler: for vectors of any
   * length, every step.
   *
   * @param values changed in place, any length
   * @param bits 7 … 56
   */
  void addGridGaussian(long[] values, int bits);

  /**
   * Adds to each value an independent draw of the discrete Laplace distribution: P(x) ∝
   * exp(−|x|/scale) on the whole numbers.
   *
   * @param values changed in place, any length
   * @param scale finite, &gt; 0
   */
  void addDiscreteLaplace(long[] values, double scale);

  /**
   * The exponential mechanism: index i with chance ∝ exp(scores[i]/scale).
   *
   * @param scores at least one; larger is better
   * @param scale finite, &gt; 0
   */
  int select(long[] scores, double scale);

  /**
   * The one provider on the class path.
   *
   * @throws Refusal exit 2 if there is none or more than one; there is no fallback
   */
  static NoiseSource load() {
    List<NoiseSource> found = new ArrayList<>();
    ServiceLoader.load(NoiseSource.class).forEach(found::add);
    return theOnly(found);
  }

  private static NoiseSource theOnly(List<NoiseSource> found) {
    if (found.size() == 1) {
      return found.get(0);
    }
    throw Refusal.usage(
        found.isEmpty()
            ? "No noise source is on the class path."
            : found.size() + " noise sources are on the class path; there must be one.",
        "Put the module native-opendp, and only it, on the class path.");
  }
}
