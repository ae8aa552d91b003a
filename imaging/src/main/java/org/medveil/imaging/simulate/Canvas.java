package org.medveil.imaging.simulate;

/** Light per pixel and colour while a photograph is painted; row-major planes, about 0..1. */
final class Canvas {
  final int size;
  final float[] red;
  final float[] green;
  final float[] blue;

  Canvas(int size) {
    this.size = size;
    this.red = new float[size * size];
    this.green = new float[size * size];
    this.blue = new float[size * size];
  }

  void set(int at, double r, double g, double b) {
    red[at] = (float) r;
    green[at] = (float) g;
    blue[at] = (float) b;
  }

  /** Covers with this colour; alpha 0..1. */
  void blend(int at, double alpha, double[] colour) {
    red[at] += (float) (alpha * (colour[0] - red[at]));
    green[at] += (float) (alpha * (colour[1] - green[at]));
    blue[at] += (float) (alpha * (colour[2] - blue[at]));
  }

  /** Multiplies the three colours. */
  void filter(int at, double r, double g, double b) {
    red[at] *= (float) r;
    green[at] *= (float) g;
    blue[at] *= (float) b;
  }

  /** The pixels of a square around a point, cut to the image. */
  Window around(double column, double row, double radius) {
    return new Window(
        Math.max(0, (int) Math.floor(column - radius)),
        Math.min(size - 1, (int) Math.ceil(column + radius)),
        Math.max(0, (int) Math.floor(row - radius)),
        Math.min(size - 1, (int) Math.ceil(row + radius)));
  }

  /** Inclusive bounds; empty where a last lies before its first. */
  record Window(int firstColumn, int lastColumn, int firstRow, int lastRow) {}
}
