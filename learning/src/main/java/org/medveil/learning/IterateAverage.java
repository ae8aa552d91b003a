package org.medveil.learning;

import org.medveil.contracts.Refusal;

/** A running mean over parameter vectors: post-processing that quietens the noise of the steps. */
final class IterateAverage {
  private static final double USUAL_DECAY = 0.9;
  private static final String DECAY = "ema:";

  private final double decay;
  private final int from;
  private double[] sum;
  private double weight;

  private IterateAverage(double decay, int from) {
    this.decay = decay;
    this.from = from;
  }

  static IterateAverage named(String averaging, int steps) {
    return switch (averaging) {
      case "none" -> new IterateAverage(0, 0);
      case "tail" -> new IterateAverage(1, steps / 2);
      case "ema" -> new IterateAverage(USUAL_DECAY, 0);
      default -> new IterateAverage(decay(averaging), 0);
    };
  }

  private static double decay(String averaging) {
    String number = averaging.startsWith(DECAY) ? averaging.substring(DECAY.length()) : "";
    if (!number.matches("0(\\.[0-9]{1,9})?")) {
      throw Refusal.usage(
          "there is no averaging '" + averaging + "'", "known: none, tail, ema, ema:0.99");
    }
    return Double.parseDouble(number);
  }

  /** Takes in the parameters after step number {@code step}, counted from 0. */
  void add(float[] parameters, int step) {
    if (sum == null) {
      sum = new double[parameters.length];
    }
    // Before the tail begins only the latest counts, so that a value is there at any time.
    double keep = step <= from ? 0 : decay;
    double take = decay < 1 ? 1 - decay : 1;
    weight = keep * weight + take;
    for (int i = 0; i < sum.length; i++) {
      sum[i] = keep * sum[i] + take * parameters[i];
    }
  }

  double[] sum() {
    return sum.clone();
  }

  double weight() {
    return weight;
  }

  void restore(double[] earlierSum, double earlierWeight) {
    sum = earlierSum.clone();
    weight = earlierWeight;
  }

  float[] value() {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / weight);
    }
    return mean;
  }
}
