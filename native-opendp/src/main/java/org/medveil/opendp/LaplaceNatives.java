package org.medveil.opendp;

/**
 * OpenDP's discrete Laplace mechanism. Arguments are checked by the callers and once more there.
 */
final class LaplaceNatives {
  private LaplaceNatives() {}

  /**
   * A new array: the values, each with its own draw of P(x) ∝ exp(−|x|/scale).
   *
   * @return never the array that was passed
   * @throws OpenDpException on any error or panic
   */
  static native long[] noised(long[] values, double scale);

  /**
   * OpenDP's privacy map of {@link #noised}: epsilon of pure differential privacy.
   *
   * @param sensitivity L1, at least 0
   * @throws OpenDpException on any error or panic
   */
  static native double epsilon(double scale, long sensitivity);
}
