package org.medveil.audits.simulated;

/**
 * Random numbers by address instead of by order: each is a hash of the labels that lead to it, so
 * the patients of a cohort stay the same when images are added. For simulation only. SplitMix64
 * finaliser: Steele, Lea, Flood, OOPSLA 2014.
 */
record Chance(long key) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** An independent stream below this one. */
  Chance below(long label) {
    return new Chance(mixed(key + GOLDEN * (2 * label + 1)));
  }

  /** Uniform in (0, 1), never an end point. */
  double uniform(long index) {
    return ((mixed(key ^ mixed(GOLDEN * (index + 1))) >>> 11) + .5) * 0x1p-53;
  }

  /** Uniform in 0 … bound − 1. */
  int whole(long index, int bound) {
    return (int) (uniform(index) * bound);
  }

  /** Standard normal (Box-Muller; StrictMath, so that all machines agree on the bits). */
  double normal(long index) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(2 * index)));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(2 * index + 1));
  }

  /** {@code length} standard normals. */
  double[] normals(int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = normal(i);
    }
    return values;
  }

  private static long mixed(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
