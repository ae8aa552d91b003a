package org.medveil.imaging.codec;

/** The contexts that follow from what is around a coefficient (ISO 15444-1 tables D.1 to D.3). */
final class J2kContexts {
  /** Significant ones among the nine of three by three, row by row. */
  private static final int[] HORIZONTAL = {3, 5};

  private static final int[] VERTICAL = {1, 7};
  private static final int[] DIAGONAL = {0, 2, 6, 8};

  /** Above, left, right, below: whether significant, and in the bit after it whether negative. */
  private static final int ABOVE = 0;

  private static final int LEFT = 2;
  private static final int RIGHT = 4;
  private static final int BELOW = 6;

  private static final byte[][] ZERO = zero();
  private static final byte[] SIGN = sign();

  private J2kContexts() {}

  /** For each set of significant neighbours; HL swaps the directions, HH counts diagonals. */
  static byte[] zeroCoding(int orientation) {
    return ZERO[orientation];
  }

  /** The context, and 0x80 when the decoded bit is to be inverted. */
  static int sign(int around) {
    return SIGN[around] & 0xff;
  }

  private static int count(int near, int[] places) {
    int count = 0;
    for (int place : places) {
      count += near >> place & 1;
    }
    return count;
  }

  private static byte[][] zero() {
    byte[][] tables = new byte[4][512];
    for (int near = 0; near < 512; near++) {
      int h = count(near, HORIZONTAL);
      int v = count(near, VERTICAL);
      int d = count(near, DIAGONAL);
      tables[0][near] = (byte) straight(h, v, d);
      tables[1][near] = (byte) straight(v, h, d);
      tables[2][near] = (byte) straight(h, v, d);
      tables[3][near] = (byte) diagonal(h + v, d);
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

  private static byte[] sign() {
    byte[] table = new byte[256];
    for (int around = 0; around < 256; around++) {
      int h = Integer.signum(part(around, LEFT) + part(around, RIGHT));
      int v = Integer.signum(part(around, ABOVE) + part(around, BELOW));
      boolean inverted = h < 0 || h == 0 && v < 0;
      int context = h == 0 ? 9 + Math.abs(v) : 12 + h * v;
      table[around] = (byte) (context | (inverted ? 0x80 : 0));
    }
    return table;
  }

  private static int part(int around, int place) {
    int both = around >> place & 3;
    return both == 1 ? 1 : both == 3 ? -1 : 0;
  }
}
