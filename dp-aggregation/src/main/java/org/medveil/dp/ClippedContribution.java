package org.medveil.dp;

/**
 * One unit's contribution on its way to the grid: clipped to L2 norm C, rounded to the nearest grid
 * point, its integer norm checked exactly. Finite vectors of any size are handled without overflow,
 * because the norm is taken relative to the largest entry.
 */
final class ClippedContribution {
  private final double[] entries;
  private final double divisor;
  private final double unitsPerEntry;

  /** C is {@code unitsPerNorm} grid units. */
  ClippedContribution(double[] entries, double clippingNorm, long unitsPerNorm) {
    this.entries = entries;
    double largest = largest(entries);
    double relativeNorm = relativeNorm(entries, largest);
    // "not <=" also catches a norm that overflowed to infinity.
    if (!(largest * relativeNorm <= clippingNorm)) {
      divisor = largest;
      unitsPerEntry = unitsPerNorm / relativeNorm;
    } else {
      divisor = clippingNorm;
      unitsPerEntry = unitsPerNorm;
    }
  }

  /** Adds it to the sum, its integer norm at most {@code limit}. */
  void addTo(long[] sum, long limit) {
    if (divisor == 0 || !Double.isFinite(divisor)) {
      return;
    }
    double shrink = 1;
    while (exceeds(limit, shrink)) {
      // Only floating-point error can bring us here; a hair less is enough.
      shrink *= 1 - 1e-9;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.addExact(sum[i], units(i, shrink));
    }
  }

  private long units(int i, double shrink) {
    return (long) Math.rint(entries[i] / divisor * unitsPerEntry * shrink);
  }

  /** Whether the squared integer norm is above limit², in exact 128-bit arithmetic. */
  private boolean exceeds(long limit, double shrink) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < entries.length; i++) {
      long unit = units(i, shrink);
      long square = unit * unit;
      low += square;
      high += Math.multiplyHigh(unit, unit) + (Long.compareUnsigned(low, square) < 0 ? 1 : 0);
    }
    long limitHigh = Math.multiplyHigh(limit, limit);
    return high > limitHigh || high == limitHigh && Long.compareUnsigned(low, limit * limit) > 0;
  }

  /** Largest absolute entry; NaN or infinity if any entry is. */
  private static double largest(double[] entries) {
    double largest = 0;
    for (double entry : entries) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  private static double relativeNorm(double[] entries, double largest) {
    double squares = 0;
    for (double entry : entries) {
      double relative = entry / largest;
      squares += relative * relative;
    }
    return Math.sqrt(squares);
  }
}
