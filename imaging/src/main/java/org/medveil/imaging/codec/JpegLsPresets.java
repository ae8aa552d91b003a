package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * Coding parameters (ISO 14495-1 C.2.4.1.1 and A.2.1).
 *
 * @param near largest error of a sample
 * @param maxval largest sample
 * @param t1 first threshold of the gradients
 * @param t2 second
 * @param t3 third
 * @param reset occurrences after which a context is halved
 */
record JpegLsPresets(int near, int maxval, int t1, int t2, int t3, int reset) {

  /**
   * @param given MAXVAL, T1, T2, T3, RESET; 0 stands for the default
   */
  static JpegLsPresets of(int[] given, int precision, int near) throws Rejected {
    int maxval = given[0] == 0 ? (1 << precision) - 1 : given[0];
    int reset = given[4] == 0 ? 64 : given[4];
    int[] defaults = defaults(maxval, near);
    int t1 = given[1] == 0 ? defaults[0] : given[1];
    int t2 = given[2] == 0 ? defaults[1] : given[2];
    int t3 = given[3] == 0 ? defaults[2] : given[3];
    boolean ordered = near + 1 <= t1 && t1 <= t2 && t2 <= t3 && t3 <= maxval;
    if (maxval >= 1 << precision || near > Math.min(255, maxval / 2) || !ordered || reset < 3) {
      throw Rejected.decode("JPEG-LS parameters out of range");
    }
    return new JpegLsPresets(near, maxval, t1, t2, t3, reset);
  }

  private static int[] defaults(int maxval, int near) {
    int[] basic = {3, 7, 21};
    int[] out = new int[3];
    int lowest = near + 1;
    for (int i = 0; i < 3; i++) {
      int wanted;
      if (maxval >= 128) {
        int factor = (Math.min(maxval, 4095) + 128) / 256;
        wanted = factor * (basic[i] - (i + 2)) + i + 2 + (2 * i + 3) * near;
      } else {
        int factor = 256 / (maxval + 1);
        wanted = Math.max(i + 2, basic[i] / factor + (2 * i + 3) * near);
      }
      out[i] = wanted > maxval || wanted < lowest ? lowest : wanted;
      lowest = out[i];
    }
    return out;
  }

  /** Number of distinct errors. */
  int range() {
    return (maxval + 2 * near) / (2 * near + 1) + 1;
  }

  /** Bits of an error that is written out. */
  int errorBits() {
    return bits(range());
  }

  /** Longest code. */
  int limit() {
    int sampleBits = Math.max(2, bits(maxval + 1));
    return 2 * (sampleBits + Math.max(8, sampleBits));
  }

  private static int bits(int values) {
    return 32 - Integer.numberOfLeadingZeros(values - 1);
  }
}
