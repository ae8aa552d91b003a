package org.medveil.opendp;

/** OpenDP's thresholded noise. Arguments are checked on both sides. */
final class ThresholdNatives {
  private ThresholdNatives() {}

  /** The entries that reached the threshold: index and noisy count in turn, by index. */
  static native long[] kept(long[] counts, double scale, long threshold, boolean gaussian);

  /** ε and δ where one unit changes so many groups, each by at most so much. */
  static native double[] laplaceLoss(double scale, long threshold, int groups, long most);

  /** ρ and δ. */
  static native double[] gaussianLoss(double sigma, long threshold, int groups, long most);
}
