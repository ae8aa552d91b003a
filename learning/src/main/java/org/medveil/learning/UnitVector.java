package org.medveil.learning;

/** A vector scaled to L2 norm 1. */
final class UnitVector {
  private UnitVector() {}

  /** A new array; one without structure becomes zero, which is harmless and has no direction. */
  static float[] along(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    double scale = squares < 1e-24 ? 0 : 1 / Math.sqrt(squares);
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (values[i] * scale);
    }
    return scaled;
  }
}
