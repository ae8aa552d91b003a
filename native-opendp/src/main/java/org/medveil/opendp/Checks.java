package org.medveil.opendp;

import java.util.Objects;

/** What every mechanism asks of its arguments, and of the answers of its natives. */
final class Checks {
  /** Largest noise scale: above it a value plus its noise could leave the range of a long. */
  static final double LARGEST_SCALE = 0x1p56;

  private Checks() {}

  /**
   * The scale, if it is above 0 and at most 2^56. Written so that NaN fails too.
   *
   * @throws IllegalArgumentException otherwise
   */
  static double scale(String name, double scale) {
    if (!(scale > 0 && scale <= LARGEST_SCALE)) {
      throw new IllegalArgumentException(name + " must be above 0 and at most 2^56, not " + scale);
    }
    return scale;
  }

  /**
   * @throws NullPointerException on null
   * @throws IllegalArgumentException on an empty array
   */
  static void notEmpty(String name, long[] values) {
    Objects.requireNonNull(values, name);
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " must hold at least one value");
    }
  }

  /**
   * @throws NullPointerException on null
   * @throws IllegalArgumentException on a NaN or an infinity; it does not say where
   */
  static void finite(String name, double[] values) {
    Objects.requireNonNull(values, name);
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(name + " must be finite");
      }
    }
  }

  /**
   * @throws IllegalArgumentException on a negative sensitivity
   */
  static void sensitivity(long sensitivity) {
    if (sensitivity < 0) {
      throw new IllegalArgumentException("the sensitivity must be at least 0");
    }
  }

  /**
   * @throws IllegalArgumentException on a negative, infinite or missing sensitivity
   */
  static void sensitivity(double sensitivity) {
    if (!(sensitivity >= 0 && sensitivity <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("the sensitivity must be finite and at least 0");
    }
  }

  /**
   * The array a native method answered with. A native that fails throws; a missing or short array
   * without an exception would be noise that was not added.
   *
   * @throws OpenDpException where it is not there or has another length
   */
  static long[] answered(long[] noised, int length) {
    if (noised == null || noised.length != length) {
      throw new OpenDpException("Jni", "no noise came back, and no reason");
    }
    return noised;
  }

  /** As above, for indices. */
  static int[] answered(int[] chosen, int length) {
    if (chosen == null || chosen.length != length) {
      throw new OpenDpException("Jni", "no selection came back, and no reason");
    }
    return chosen;
  }

  /**
   * The privacy loss a native method answered with.
   *
   * @throws OpenDpException on NaN
   */
  static double answered(double loss) {
    if (Double.isNaN(loss)) {
      throw new OpenDpException("Jni", "no privacy loss came back, and no reason");
    }
    return loss;
  }
}
