package org.medveil.imaging.codec;

import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/**
 * How a component is coded (ISO 15444-1 A.6.1, A.6.2).
 *
 * @param levels of decomposition, 0–32
 * @param blockWidth exponent, 2–10
 * @param blockHeight exponent, 2–10
 * @param style of the code-blocks, table A.19 and ISO 15444-15 annex A
 * @param reversible 5/3 on integers, else 9/7
 * @param precincts exponents for each resolution: width in the low four bits, height above
 */
record J2kCoding(
    int levels, int blockWidth, int blockHeight, int style, boolean reversible, int[] precincts) {
  static final int BYPASS = 1;
  static final int RESET = 2;
  static final int TERMINATE = 4;
  static final int CAUSAL = 8;
  static final int SYMBOLS = 32;
  static final int HIGH_THROUGHPUT = 64;
  private static final int MIXED = 128;
  private static final int MAX_LEVELS = 32;
  private static final int LARGEST = 0xff;

  static J2kCoding of(byte[] data, int at, int end, boolean ownPrecincts) throws Rejected {
    if (end - at < 5) {
      throw invalid();
    }
    int levels = data[at] & 0xff;
    int width = (data[at + 1] & 0xff) + 2;
    int height = (data[at + 2] & 0xff) + 2;
    int style = data[at + 3] & 0xff;
    int transform = data[at + 4] & 0xff;
    if ((style & MIXED) != 0) {
      throw new Rejected(
          RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "code-blocks of both kinds in one component");
    }
    if ((style & HIGH_THROUGHPUT) != 0 && (style & ~(HIGH_THROUGHPUT | CAUSAL)) != 0) {
      throw invalid();
    }
    if (levels > MAX_LEVELS || width > 10 || height > 10 || width + height > 12 || transform > 1) {
      throw invalid();
    }
    int[] precincts = new int[levels + 1];
    java.util.Arrays.fill(precincts, LARGEST);
    if (ownPrecincts) {
      if (end - at < 5 + precincts.length) {
        throw invalid();
      }
      for (int r = 0; r < precincts.length; r++) {
        precincts[r] = data[at + 5 + r] & 0xff;
        if (r > 0 && ((precincts[r] & 15) == 0 || precincts[r] >> 4 == 0)) {
          throw invalid();
        }
      }
    }
    return new J2kCoding(levels, width, height, style, transform == 1, precincts);
  }

  private static Rejected invalid() {
    return Rejected.decode("JPEG 2000 coding parameters out of range");
  }

  boolean has(int flag) {
    return (style & flag) != 0;
  }
}
