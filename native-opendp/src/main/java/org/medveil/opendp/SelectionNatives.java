package org.medveil.opendp;

/** OpenDP's selections. Arguments are checked by the callers and once more there. */
final class SelectionNatives {
  private SelectionNatives() {}

  /**
   * Distinct indices, the best first, by peeling.
   *
   * @param exponential the exponential mechanism, else permute-and-flip
   * @throws OpenDpException on any error or panic
   */
  static native int[] topK(long[] scores, int count, double scale, boolean exponential);

  /**
   * OpenDP's privacy map of the exponential mechanism: rho of zero-concentrated privacy.
   *
   * @param most by how much one unit moves a score, at least 0
   * @param monotonic all scores move in one direction
   * @throws OpenDpException on any error or panic
   */
  static native double rho(int count, double scale, long most, boolean monotonic);

  /**
   * OpenDP's privacy map of permute-and-flip: epsilon of pure differential privacy.
   *
   * @param most by how much one unit moves a score, at least 0
   * @param monotonic all scores move in one direction
   * @throws OpenDpException on any error or panic
   */
  static native double epsilon(int count, double scale, long most, boolean monotonic);
}
