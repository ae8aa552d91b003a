package org.medveil.learning;

import java.awt.geom.AffineTransform;

/**
 * An image seen through an affine map, by bilinear interpolation; beyond the edge the nearest pixel
 * counts on. The geometry is the JDK's; its own image filters take no floats and paint what lies
 * beyond the edge black, which would be a signal where there is none.
 */
final class Warp {
  // Rotations by quarter turns are off by rounding; snapping keeps whole pixels whole.
  private static final double SNAP = 0x1p20;

  private final AffineTransform source;
  private final Shape shape;

  /** {@code source} maps a pixel (column, row) of the result to where it comes from. */
  Warp(AffineTransform source, Shape shape) {
    this.source = source;
    this.shape = shape;
  }

  /** Writes the image into {@code out} from {@code at} on. */
  void apply(float[] image, float[] out, int at) {
    int plane = shape.height() * shape.width();
    double[] place = new double[2];
    for (int row = 0; row < shape.height(); row++) {
      for (int column = 0; column < shape.width(); column++) {
        place[0] = column;
        place[1] = row;
        source.transform(place, 0, place, 0, 1);
        double x = within(place[0], shape.width());
        double y = within(place[1], shape.height());
        int left = Math.min((int) x, Math.max(0, shape.width() - 2));
        int top = Math.min((int) y, Math.max(0, shape.height() - 2));
        int right = Math.min(left + 1, shape.width() - 1);
        int bottom = Math.min(top + 1, shape.height() - 1);
        double alongX = x - left;
        double alongY = y - top;
        for (int channel = 0; channel < shape.channels(); channel++) {
          int upper = channel * plane + top * shape.width();
          int lower = channel * plane + bottom * shape.width();
          double above = mix(image[upper + left], image[upper + right], alongX);
          double below = mix(image[lower + left], image[lower + right], alongX);
          out[at + channel * plane + row * shape.width() + column] =
              (float) mix(above, below, alongY);
        }
      }
    }
  }

  private static double within(double place, int length) {
    double snapped = Math.rint(place * SNAP) / SNAP;
    return Math.max(0, Math.min(length - 1, snapped));
  }

  private static double mix(double from, double to, double share) {
    // Where a share is 0 or 1 the other value does not count, not even as 0 times infinity.
    return share == 0 ? from : share == 1 ? to : (1 - share) * from + share * to;
  }
}
