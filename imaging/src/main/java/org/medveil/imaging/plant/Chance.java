package org.medveil.imaging.plant;

import java.util.List;

/**
 * Random choices by address instead of by order: the same seed and the same labels give the same
 * choice on every machine and in every order. For invented patients only. SplitMix64 finaliser:
 * Steele, Lea, Flood, OOPSLA 2014.
 */
record Chance(long key) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Independent choices below this one. */
  Chance at(long label) {
    return new Chance(mix(key + GOLDEN * (2 * label + 1)));
  }

  /** Independent choices below this one. */
  Chance at(String label) {
    long hash = 1125899906842597L;
    for (int i = 0; i < label.length(); i++) {
      hash = 31 * hash + label.charAt(i);
    }
    return at(hash);
  }

  /** Uniform in 0..bound-1. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(mix(key), bound);
  }

  /** Uniform in low..high, both included. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** True in so many of a hundred cases. */
  boolean percent(int share) {
    return below(100) < share;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** So many decimal digits, the first not 0. */
  String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(i == 0 ? at(i).between(1, 9) : at(i).below(10));
    }
    return digits.toString();
  }

  /** A UID of a random UUID's form (PS3.5 B.2). */
  String uid() {
    java.math.BigInteger number =
        new java.math.BigInteger(Long.toUnsignedString(mix(key)))
            .shiftLeft(60)
            .add(java.math.BigInteger.valueOf(mix(key + GOLDEN) >>> 4));
    return "2.25." + number;
  }

  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
