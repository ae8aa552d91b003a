package org.medveil.learning.engine;

/** Reductions over stretches of floats. */
final class Sums {
  private static final int LANES = 128;
  private static final int CHAIN = 32;
  // Below, adding up the lanes costs more than they save.
  private static final int SHORT = 1024;

  private Sums() {}

  /** Squared L2 norm, within 2⁻¹⁸ relatively; not finite if and only if an entry is not. */
  static double squared(float[] v, int at, int length) {
    if (length < SHORT) {
      return dot(v, at, v, at, length);
    }
    double fast = fast(v, at, length);
    // A square below 2^-126 is off by up to 2^-150, one above 2^128 is infinite.
    boolean trusted = fast >= length * 0x1p-126 && fast <= Double.MAX_VALUE;
    return trusted ? fast : dot(v, at, v, at, length);
  }

  /**
   * 128 sums side by side, which the compiler makes vector instructions of, none longer than 32
   * additions before it goes into a double.
   */
  private static double fast(float[] v, int at, int length) {
    float[] lanes = new float[LANES];
    double sum = 0;
    int end = at + length;
    int i = at;
    while (end - i >= LANES) {
      int chain = Math.min(CHAIN, (end - i) / LANES);
      for (int c = 0; c < chain; c++, i += LANES) {
        addSquares(v, i, lanes);
      }
      for (int j = 0; j < LANES; j++) {
        sum += lanes[j];
        lanes[j] = 0;
      }
    }
    for (; i < end; i++) {
      sum += (double) v[i] * v[i];
    }
    return sum;
  }

  private static void addSquares(float[] v, int at, float[] lanes) {
    for (int j = 0; j < LANES; j++) {
      lanes[j] += v[at + j] * v[at + j];
    }
  }

  /** Dot product in double. */
  static double dot(float[] a, int aAt, float[] b, int bAt, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += (double) a[aAt + i] * b[bAt + i];
      s1 += (double) a[aAt + i + 1] * b[bAt + i + 1];
      s2 += (double) a[aAt + i + 2] * b[bAt + i + 2];
      s3 += (double) a[aAt + i + 3] * b[bAt + i + 3];
    }
    for (; i < length; i++) {
      s0 += (double) a[aAt + i] * b[bAt + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Sum in double. */
  static double sum(float[] v, int at, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = at;
    int end = at + length;
    for (; i + 3 < end; i += 4) {
      s0 += v[i];
      s1 += v[i + 1];
      s2 += v[i + 2];
      s3 += v[i + 3];
    }
    for (; i < end; i++) {
      s0 += v[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
