package org.medveil.tesseract;

import java.util.Arrays;
import java.util.List;
import org.medveil.imaging.burnedin.Box;
import org.medveil.imaging.burnedin.GreyPlane;

/**
 * How far each pixel of a plane stands out of its neighbourhood, in deviations of it and of its
 * grain (local normalisation, as in Sauvola and Pietikäinen (2000), "Adaptive document image
 * binarization"; the grain after Immerkær (1996), "Fast noise variance estimation"). A window would
 * hide what another window shows.
 *
 * @param width columns
 * @param height rows
 * @param values by row; 0 where it is blank
 */
record LocalContrast(int width, int height, float[] values) {
  /** Half of the neighbourhood's side: some letters of common size, strokes of large ones. */
  private static final int RADIUS = 24;

  /** Of the plane's range: what is less is nothing. */
  private static final double FLOOR = 0.004;

  /** Deviations of the grain that are still grain. */
  private static final double GRAIN = 6;

  private static final int SAMPLES = 4096;

  static LocalContrast of(GreyPlane plane, List<Box> blank) {
    int width = plane.width();
    int height = plane.height();
    boolean[] seen = seen(plane, blank);
    double floor = Math.max(1, FLOOR * range(plane));
    float[] values = new float[width * height];
    Columns columns = new Columns(plane, seen);
    for (int y = -RADIUS; y < height; y++) {
      columns.add(y + RADIUS, 1);
      columns.add(y - RADIUS - 1, -1);
      if (y >= 0) {
        columns.row(y, floor, values);
      }
    }
    return new LocalContrast(width, height, values);
  }

  private static boolean[] seen(GreyPlane plane, List<Box> blank) {
    boolean[] seen = new boolean[plane.width() * plane.height()];
    Arrays.fill(seen, true);
    for (Box box : blank) {
      int left = Math.max(0, box.x());
      int right = Math.min(plane.width(), box.right());
      for (int y = Math.max(0, box.y()); y < Math.min(plane.height(), box.bottom()); y++) {
        if (left < right) {
          Arrays.fill(seen, y * plane.width() + left, y * plane.width() + right, false);
        }
      }
    }
    return seen;
  }

  /** Between the 1st and the 99th of a hundred numbers. */
  private static double range(GreyPlane plane) {
    int pixels = plane.width() * plane.height();
    int step = Math.max(1, pixels / SAMPLES);
    int[] sample = new int[pixels / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = plane.at(i * step % plane.width(), i * step / plane.width());
    }
    Arrays.sort(sample);
    return (double) sample[(int) (0.99 * (sample.length - 1))]
        - sample[(int) (0.01 * (sample.length - 1))];
  }

  /** Sums over the rows of the neighbourhood, one for each column. */
  private static final class Columns {
    private final GreyPlane plane;
    private final boolean[] seen;
    private final double[] sum;
    private final double[] squares;
    private final double[] rough;
    private final int[] count;

    Columns(GreyPlane plane, boolean[] seen) {
      this.plane = plane;
      this.seen = seen;
      sum = new double[plane.width()];
      squares = new double[plane.width()];
      rough = new double[plane.width()];
      count = new int[plane.width()];
    }

    /** Takes a row in, or out; rows outside the plane are nothing. */
    void add(int y, int sign) {
      if (y < 0 || y >= plane.height()) {
        return;
      }
      for (int x = 0; x < plane.width(); x++) {
        if (seen[y * plane.width() + x]) {
          double value = plane.at(x, y);
          sum[x] += sign * value;
          squares[x] += sign * value * value;
          rough[x] += sign * roughness(x, y);
          count[x] += sign;
        }
      }
    }

    /** Of the mask 1 -2 1, -2 4 -2, 1 -2 1, which slopes and straight edges leave at 0. */
    private double roughness(int x, int y) {
      if (x == 0 || y == 0 || x == plane.width() - 1 || y == plane.height() - 1) {
        return 0;
      }
      return Math.abs(second(x - 1, y) - 2.0 * second(x, y) + second(x + 1, y));
    }

    private double second(int x, int y) {
      return plane.at(x, y - 1) - 2.0 * plane.at(x, y) + plane.at(x, y + 1);
    }

    void row(int y, double floor, float[] out) {
      double all = 0;
      double allSquares = 0;
      double allRough = 0;
      int n = 0;
      for (int x = -RADIUS; x < plane.width(); x++) {
        int in = x + RADIUS;
        if (in < plane.width()) {
          all += sum[in];
          allSquares += squares[in];
          allRough += rough[in];
          n += count[in];
        }
        int gone = x - RADIUS - 1;
        if (gone >= 0) {
          all -= sum[gone];
          allSquares -= squares[gone];
          allRough -= rough[gone];
          n -= count[gone];
        }
        if (x >= 0 && seen[y * plane.width() + x]) {
          double mean = all / n;
          double deviation = Math.sqrt(Math.max(0, allSquares / n - mean * mean));
          double grain = Math.sqrt(Math.PI / 2) / 6 * Math.max(0, allRough) / n;
          out[y * plane.width() + x] =
              (float) ((plane.at(x, y) - mean) / (deviation + floor + GRAIN * grain));
        }
      }
    }
  }
}
