package org.medveil.imaging.simulate;

/**
 * Random numbers by address instead of by order: each value is a hash of the path of labels that
 * leads to it, so threads, caching or a changed branch elsewhere cannot shift it. For simulation
 * only, never for privacy noise. SplitMix64 finaliser: Steele, Lea, Flood, OOPSLA 2014.
 */
record Draw(long key) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** An independent stream below this one. */
  Draw child(long label) {
    return new Draw(mix(key + GOLDEN * (2 * label + 1)));
  }

  /** An independent stream below this one. */
  Draw child(String label) {
    long hash = 1125899906842597L;
    for (int i = 0; i < label.length(); i++) {
      hash = 31 * hash + label.charAt(i);
    }
    return child(hash);
  }

  /** 64 uniform bits. */
  long bits(long index) {
    return mix(key ^ mix(GOLDEN * (index + 1)));
  }

  /** Uniform in (0, 1), never an end point. */
  double uniform(long index) {
    return ((bits(index) >>> 11) + .5) * 0x1p-53;
  }

  /** Uniform in (low, high). */
  double between(long index, double low, double high) {
    return low + (high - low) * uniform(index);
  }

  /** Uniform in 0..bound-1. */
  int below(long index, int bound) {
    return (int) (uniform(index) * bound);
  }

  /** Standard normal (Box-Muller; StrictMath, so that all machines agree on the bits). */
  double normal(long index) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(2 * index)));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(2 * index + 1));
  }

  static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
