package org.medveil.imaging.codec;

/**
 * What is known around a coefficient, as bits, and the contexts that follow from it (ISO 15444-1
 * tables D.1 to D.4).
 */
final class J2kContexts {
  static final int NE = 0x1;
  static final int SE = 0x2;
  static final int SW = 0x4;
  static final int NW = 0x8;
  static final int N = 0x10;
  static final int E = 0x20;
  static final int S = 0x40;
  static final int W = 0x80;
  static final int NEIGHBOURS = 0xff;
  static final int MINUS_N = 0x100;
  static final int MINUS_E = 0x200;
  static final int MINUS_S = 0x400;
  static final int MINUS_W = 0x800;
  static final int SIGNIFICANT = 0x1000;
  static final int REFINED = 0x2000;
  static final int VISITED = 0x4000;

  private static final byte[][] ZERO = zero();
  private static final byte[] SIGN = sign();

  private J2kContexts() {}

  /** For each set of significant neighbours; HL swaps the directions, HH counts diagonals. */
  static byte[] zeroCoding(int orientation) {
    return ZERO[orientation];
  }

  /** The context, and 0x80 when the decoded bit is to be inverted. */
  static int sign(int flags) {
    return SIGN[flags >> 4 & 0xff] & 0xff;
  }

  static int magnitude(int flags) {
    if ((flags & REFINED) != 0) {
      return 16;
    }
    return (flags & NEIGHBOURS) != 0 ? 15 : 14;
  }

  private static int bit(int flags, int mask) {
    return (flags & mask) != 0 ? 1 : 0;
  }

  private static byte[][] zero() {
    byte[][] tables = new byte[4][256];
    for (int flags = 0; flags < 256; flags++) {
      int h = bit(flags, E) + bit(flags, W);
      int v = bit(flags, N) + bit(flags, S);
      int d = bit(flags, NE) + bit(flags, SE) + bit(flags, SW) + bit(flags, NW);
      tables[0][flags] = (byte) straight(h, v, d);
      tables[1][flags] = (byte) straight(v, h, d);
      tables[2][flags] = (byte) straight(h, v, d);
      tables[3][flags] = (byte) diagonal(h + v, d);
    }
    return tables;
  }

  private static int straight(int along, int across, int d) {
    if (along == 2) {
      return 8;
    }
    if (along == 1) {
      return across >= 1 ? 7 : d >= 1 ? 6 : 5;
    }
    return across > 0 ? 2 + across : Math.min(d, 2);
  }

  private static int diagonal(int hv, int d) {
    return switch (d) {
      case 0 -> Math.min(hv, 2);
      case 1 -> 3 + Math.min(hv, 2);
      case 2 -> hv >= 1 ? 7 : 6;
      default -> 8;
    };
  }

  /** Index: bits N, E, S, W, and above them which of these are negative. */
  private static byte[] sign() {
    byte[] table = new byte[256];
    for (int i = 0; i < 256; i++) {
      int flags = i << 4;
      int h = part(flags, E, MINUS_E) + part(flags, W, MINUS_W);
      int v = part(flags, N, MINUS_N) + part(flags, S, MINUS_S);
      h = Integer.signum(h);
      v = Integer.signum(v);
      boolean inverted = h < 0 || h == 0 && v < 0;
      int context = h == 0 ? 9 + Math.abs(v) : 12 + h * v;
      table[i] = (byte) (context | (inverted ? 0x80 : 0));
    }
    return table;
  }

  private static int part(int flags, int significant, int negative) {
    return (flags & significant) == 0 ? 0 : (flags & negative) == 0 ? 1 : -1;
  }
}
