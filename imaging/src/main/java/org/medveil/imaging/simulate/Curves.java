package org.medveil.imaging.simulate;

/** Fast per-pixel shapes that give the same bits on every machine. */
final class Curves {
  private static final int STEPS = 1024;
  private static final double REACH = 8;
  private static final float[] DECAY = decay();

  private Curves() {}

  /** exp(-x) for x ≥ 0 by table, error below 1e-5; 0 from x = 8 on. */
  static double decay(double x) {
    if (x >= REACH) {
      return 0;
    }
    double at = x * (STEPS / REACH);
    int low = (int) at;
    return DECAY[low] + (at - low) * (DECAY[low + 1] - DECAY[low]);
  }

  /** 0 up to low, 1 from high on, smooth between. */
  static double ramp(double low, double high, double x) {
    double t = (x - low) / (high - low);
    if (t <= 0) {
      return 0;
    }
    return t >= 1 ? 1 : t * t * (3 - 2 * t);
  }

  /** Value noise of a lattice with spacing 1: smooth, 0..1, mean .5. */
  static double noise(long seed, double x, double y) {
    int column = floor(x);
    int row = floor(y);
    double u = smooth(x - column);
    double v = smooth(y - row);
    double top = lattice(seed, column, row);
    top += u * (lattice(seed, column + 1, row) - top);
    double bottom = lattice(seed, column, row + 1);
    bottom += u * (lattice(seed, column + 1, row + 1) - bottom);
    return top + v * (bottom - top);
  }

  private static int floor(double x) {
    int whole = (int) x;
    return x < whole ? whole - 1 : whole;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double lattice(long seed, int column, int row) {
    long hash = Draw.mix(seed + 0x9E3779B97F4A7C15L * column + 0xC2B2AE3D27D4EB4FL * row);
    return (hash >>> 40) * 0x1p-24;
  }

  private static float[] decay() {
    float[] table = new float[STEPS + 2];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) StrictMath.exp(-i * REACH / STEPS);
    }
    return table;
  }
}
