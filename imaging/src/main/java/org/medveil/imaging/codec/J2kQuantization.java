package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * Step sizes (ISO 15444-1 A.6.4 and annex E).
 *
 * @param guard bits
 * @param derived all from the first
 * @param exponents one for each subband, or one
 * @param mantissas as many; 0 when reversible
 */
record J2kQuantization(int guard, boolean derived, int[] exponents, int[] mantissas) {

  static J2kQuantization of(byte[] data, int at, int end) throws Rejected {
    int style = end > at ? data[at] & 0x1f : 3;
    int size = style == 0 ? 1 : 2;
    int count = (end - at - 1) / size;
    if (style > 2 || count < 1) {
      throw Rejected.decode("JPEG 2000 step sizes out of range");
    }
    int[] exponents = new int[count];
    int[] mantissas = new int[count];
    for (int i = 0; i < count; i++) {
      int from = at + 1 + i * size;
      exponents[i] = (data[from] & 0xff) >> 3;
      mantissas[i] = size == 1 ? 0 : (data[from] & 7) << 8 | data[from + 1] & 0xff;
    }
    return new J2kQuantization((data[at] & 0xff) >> 5, style == 1, exponents, mantissas);
  }

  /**
   * @param resolution 0 for LL
   * @param orientation 0 LL, 1 HL, 2 LH, 3 HH
   */
  int exponent(int resolution, int orientation) throws Rejected {
    if (derived) {
      return Math.max(0, exponents[0] - Math.max(0, resolution - 1));
    }
    return exponents[index(resolution, orientation)];
  }

  int mantissa(int resolution, int orientation) throws Rejected {
    return derived ? mantissas[0] : mantissas[index(resolution, orientation)];
  }

  private int index(int resolution, int orientation) throws Rejected {
    int index = resolution == 0 ? 0 : 3 * (resolution - 1) + orientation;
    if (index >= exponents.length) {
      throw Rejected.decode("JPEG 2000 step sizes are missing");
    }
    return index;
  }
}
