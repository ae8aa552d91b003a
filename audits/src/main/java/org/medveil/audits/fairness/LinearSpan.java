package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.List;

/**
 * The sums that can be worked out from published sums by adding, subtracting and scaling: the row
 * space of a 0/1 matrix over a prime field. A vector that is a rational combination of the rows is
 * found unless the prime divides a denominator, which small 0/1 systems do not reach; a vector that
 * is none may be taken for one with a chance of about 1e-9, which suppresses too much, never too
 * little.
 */
final class LinearSpan {
  private static final long PRIME = 2_147_483_647L;

  private final List<long[]> basis = new ArrayList<>();
  private final List<Integer> pivots = new ArrayList<>();

  /** Takes a published sum. */
  void add(long[] vector) {
    long[] rest = reduced(vector);
    for (int at = 0; at < rest.length; at++) {
      if (rest[at] != 0) {
        long inverse = power(rest[at], PRIME - 2);
        for (int i = at; i < rest.length; i++) {
          rest[i] = rest[i] * inverse % PRIME;
        }
        basis.add(rest);
        pivots.add(at);
        return;
      }
    }
  }

  /** Whether the sum can be worked out. */
  boolean holds(long[] vector) {
    for (long value : reduced(vector)) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private long[] reduced(long[] vector) {
    long[] rest = vector.clone();
    for (int b = 0; b < basis.size(); b++) {
      long factor = rest[pivots.get(b)];
      if (factor != 0) {
        long[] row = basis.get(b);
        for (int i = 0; i < rest.length; i++) {
          rest[i] = Math.floorMod(rest[i] - factor * row[i], PRIME);
        }
      }
    }
    return rest;
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base;
    for (long e = exponent; e > 0; e >>= 1) {
      if ((e & 1) == 1) {
        result = result * square % PRIME;
      }
      square = square * square % PRIME;
    }
    return result;
  }
}
