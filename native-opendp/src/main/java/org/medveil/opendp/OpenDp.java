package org.medveil.opendp;

/**
 * OpenDP's discrete Gaussian mechanism, and what the library is. Loading is the business of {@link
 * NativeLibrary}; arguments are checked by the callers and once more on the other side. All natives
 * of this package are safe to call from several threads.
 */
final class OpenDp {
  private OpenDp() {}

  /**
   * A new array: the values, each with its own draw of the discrete Gaussian of scale sigma.
   *
   * @return never the array that was passed
   * @throws OpenDpException on any error or panic
   */
  static native long[] noised(long[] values, double sigma);

  /**
   * OpenDP's privacy map of {@link #noised}: rho of zero-concentrated differential privacy.
   *
   * @throws OpenDpException on any error or panic
   */
  static native double rho(double sigma, double sensitivity);

  /** The version of the {@code opendp} crate that was linked, as locked at build time. */
  static native String version();

  /** The version of the crate around it, in which these natives are written. */
  static native String crateVersion();
}
