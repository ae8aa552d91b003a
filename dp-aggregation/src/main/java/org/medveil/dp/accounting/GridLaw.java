package org.medveil.dp.accounting;

/**
 * A privacy loss distribution on a grid: mass[i] sits at loss offset + (first + i)·h, the rest of P
 * at +infinity.
 *
 * @param grid h and offset; only h must be the same for all laws of a composition
 * @param first grid index of mass[0]
 * @param mass each at least 0; owned by this record
 * @param infinite mass at +infinity, in [0, 1)
 */
record GridLaw(Grid grid, int first, double[] mass, double infinite) {
  /**
   * @param step h, &gt; 0
   * @param offset loss at index 0
   */
  record Grid(double step, double offset) {
    double loss(long index) {
      return offset + index * step;
    }

    Grid exchanged() {
      return new Grid(step, -offset);
    }
  }

  double loss(int i) {
    return grid.loss(first + i);
  }

  /** log Σ mass·e^(θ·loss). */
  double logMoment(double theta) {
    int low = 0;
    int high = mass.length - 1;
    while (low < high && mass[low] == 0) {
      low++;
    }
    while (high > low && mass[high] == 0) {
      high--;
    }
    double largest = Math.max(theta * loss(low), theta * loss(high));
    double sum = 0;
    for (int i = low; i <= high; i++) {
      sum += mass[i] == 0 ? 0 : mass[i] * Math.exp(theta * loss(i) - largest);
    }
    return largest + Math.log(sum);
  }
}
