package org.medveil.imaging.plant;

import java.util.BitSet;
import org.medveil.imaging.simulate.BitmapFont;

/** The typefaces of invented devices. */
enum Face {
  /** Thin lines. */
  LIGHT(0.07, 0, 1),
  /** Thick lines. */
  BOLD(0.13, 0, 1),
  /** Slanted. */
  ITALIC(0.08, 0.22, 1),
  /** Broad letters. */
  WIDE(0.1, 0, 1.35),
  /** The five by seven dots of old machines. */
  DOTS(0, 0, 1);

  private final double weight;
  private final double slant;
  private final double breadth;

  Face(double weight, double slant, double breadth) {
    this.weight = weight;
    this.slant = slant;
    this.breadth = breadth;
  }

  /** Ink of one line of text, row by row. */
  record Image(int width, int height, BitSet ink) {
    boolean isInk(int column, int row) {
      return ink.get(row * width + column);
    }
  }

  /**
   * Draws capitals.
   *
   * @param height of the letters in pixels, at least 7
   */
  Image draw(String text, int height) {
    return this == DOTS ? dots(text, Math.max(1, height / BitmapFont.HEIGHT)) : lines(text, height);
  }

  private static Image dots(String text, int scale) {
    int width = Math.max(1, text.length() * BitmapFont.ADVANCE - 1) * scale;
    int height = BitmapFont.HEIGHT * scale;
    BitSet ink = new BitSet(width * height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int dot = column / scale % BitmapFont.ADVANCE;
        char sign = text.charAt(column / scale / BitmapFont.ADVANCE);
        ink.set(
            row * width + column, dot < BitmapFont.WIDTH && BitmapFont.dot(sign, dot, row / scale));
      }
    }
    return new Image(width, height, ink);
  }

  private Image lines(String text, int height) {
    double unit = (height - 1) / (double) Strokes.HEIGHT;
    double advance = unit * breadth * (Strokes.WIDTH + 2);
    double reach = Math.max(0.6, weight * height);
    int width = (int) Math.ceil(advance * text.length() + slant * height) + 1;
    BitSet ink = new BitSet(width * height);
    for (int i = 0; i < text.length(); i++) {
      for (Strokes.Line line : Strokes.of(text.charAt(i))) {
        double left = i * advance;
        double x1 = left + line.x1() * unit * breadth + lean(line.y1(), unit);
        double x2 = left + line.x2() * unit * breadth + lean(line.y2(), unit);
        stroke(
            ink,
            new int[] {width, height},
            new double[] {x1, line.y1() * unit, x2, line.y2() * unit},
            reach);
      }
    }
    return new Image(width, height, ink);
  }

  private double lean(int y, double unit) {
    return slant * (Strokes.HEIGHT - y) * unit;
  }

  /** All pixels whose centre is near the line. */
  private static void stroke(BitSet ink, int[] size, double[] line, double reach) {
    double dx = line[2] - line[0];
    double dy = line[3] - line[1];
    double length = dx * dx + dy * dy;
    int right = (int) Math.min(size[0] - 1, Math.max(line[0], line[2]) + reach);
    for (int row = 0; row < size[1]; row++) {
      for (int column = (int) Math.max(0, Math.min(line[0], line[2]) - reach);
          column <= right;
          column++) {
        double along = ((column - line[0]) * dx + (row - line[1]) * dy) / length;
        double at = Math.max(0, Math.min(1, along));
        double x = column - line[0] - at * dx;
        double y = row - line[1] - at * dy;
        if (x * x + y * y <= reach * reach) {
          ink.set(row * size[0] + column);
        }
      }
    }
  }
}
