package org.medveil.dp.accounting;

/**
 * A rough loss distribution, for choosing a grid and a tilt: its errors cost tightness, never
 * validity.
 */
record Sketch(double[] loss, double[] mass) {
  Sketch exchanged() {
    double[] back = new double[loss.length];
    double[] backMass = new double[loss.length];
    for (int i = 0; i < loss.length; i++) {
      back[i] = -loss[i];
      backMass[i] = mass[i] == 0 ? 0 : mass[i] * Math.exp(-loss[i]);
    }
    return new Sketch(back, backMass);
  }

  double logMoment(double theta) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < loss.length; i++) {
      if (mass[i] > 0) {
        largest = Math.max(largest, theta * loss[i]);
      }
    }
    double sum = 0;
    for (int i = 0; i < loss.length; i++) {
      sum += mass[i] * Math.exp(theta * loss[i] - largest);
    }
    return largest + Math.log(sum);
  }

  double variance() {
    double total = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < loss.length; i++) {
      total += mass[i];
      first += mass[i] * loss[i];
      second += mass[i] * loss[i] * loss[i];
    }
    double mean = first / total;
    return Math.max(0, second / total - mean * mean);
  }

  double highest() {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < loss.length; i++) {
      highest = mass[i] > 0 ? Math.max(highest, loss[i]) : highest;
    }
    return highest;
  }

  double lowest() {
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < loss.length; i++) {
      lowest = mass[i] > 0 ? Math.min(lowest, loss[i]) : lowest;
    }
    return lowest;
  }
}
