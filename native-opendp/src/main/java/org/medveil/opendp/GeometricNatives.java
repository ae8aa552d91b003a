package org.medveil.opendp;

/** OpenDP's bounded geometric mechanism. Arguments are checked on both sides. */
final class GeometricNatives {
  private GeometricNatives() {}

  /** The count with noise, from lower to upper. Any answer is one; failures are thrown. */
  static native long noised(long value, double scale, long lower, long upper);

  /** Its privacy map: ε at an absolute sensitivity of at least 0. */
  static native double epsilon(double scale, long lower, long upper, long sensitivity);
}
