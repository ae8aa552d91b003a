package org.medveil.opendp;

/** OpenDP's private quantile, by its two selections. Arguments are checked on both sides. */
final class QuantileNatives {
  private QuantileNatives() {}

  static native double exponential(
      double[] records, double[] candidates, double rank, double scale);

  static native double permuteAndFlip(
      double[] records, double[] candidates, double rank, double scale);

  /** Privacy map of {@link #exponential} where one unit adds or removes so many records. */
  static native double rho(double[] candidates, double rank, double scale, int records);

  /** Privacy map of {@link #permuteAndFlip}. */
  static native double epsilon(double[] candidates, double rank, double scale, int records);
}
