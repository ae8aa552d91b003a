package org.medveil.opendp.twin;

import java.util.Objects;
import org.medveil.contracts.Refusal;
import org.medveil.dp.NoiseSource;
import org.medveil.opendp.NoiseThreads;

/**
 * Exact grid noise without the native library: N_Z(0, (2^bits)²) by the algorithm of {@link
 * org.medveil.opendp.GridGaussianNoise}, in Java. Random words: AES-128 in counter mode, keyed
 * afresh in every call and thread by the operating system. There is no seed to set. Not
 * constant-time. Its privacy loss is the formula ρ = sensitivity²/2σ² of the distribution; OpenDP
 * is not there to say so.
 *
 * <p>It has grid noise only: scalars, counts, histograms and selections are refused. It is never
 * found by {@link NoiseSource#load}; whoever uses it has to name it.
 */
public final class JavaGridNoise implements NoiseSource {
  private final int threads;

  /**
   * @param threads how many threads one call may draw on, 1 … 64; short vectors take fewer
   * @throws IllegalArgumentException on any other number
   */
  public JavaGridNoise(int threads) {
    this.threads = NoiseThreads.checked(threads);
  }

  /** {@code java-twin/grid-1}: the twin, and the version of the algorithm. */
  @Override
  public String id() {
    return "java-twin/grid-1";
  }

  /** Of the class files of the twin, one after the other. */
  @Override
  public String sha256() {
    return OwnCode.sha256();
  }

  /**
   * Adds to each value a draw of its own, all or nothing. A sum that leaves the range of a long
   * saturates.
   *
   * @param values at least one; changed in place
   * @param bits σ = 2^bits in units of the values, 7 … 56
   * @throws NullPointerException on a null array
   * @throws IllegalArgumentException on an empty array or bits out of range
   */
  @Override
  public void addGridGaussian(long[] values, int bits) {
    Objects.requireNonNull(values, "values");
    if (values.length == 0) {
      throw new IllegalArgumentException("values must hold at least one value");
    }
    if (bits < 7 || bits > 56) {
      throw new IllegalArgumentException("bits must be from 7 to 56, not " + bits);
    }
    long[] noisy = values.clone();
    Shares.run(noisy.length, threads, share -> add(noisy, bits, share));
    System.arraycopy(noisy, 0, values, 0, noisy.length);
  }

  @Override
  public void addDiscreteGaussian(long[] values, double sigma) {
    throw onlyTheLibrary("Discrete Gaussian noise of any scale");
  }

  @Override
  public void addDiscreteLaplace(long[] values, double scale) {
    throw onlyTheLibrary("Discrete Laplace noise");
  }

  @Override
  public int select(long[] scores, double scale) {
    throw onlyTheLibrary("A private selection");
  }

  private static void add(long[] values, int bits, Share share) {
    new GridDraws(share.words(), bits).add(values, share.from(), share.to());
  }

  private static Refusal onlyTheLibrary(String what) {
    return Refusal.usage(
        what + " needs the OpenDP library; the Java twin draws grid noise only.",
        "Run this where the library loads: pipelines/run doctor says why it does not here.");
  }
}
