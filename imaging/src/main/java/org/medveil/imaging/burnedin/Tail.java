package org.medveil.imaging.burnedin;

/**
 * How far a line goes on beyond the letters that were found, where the ink fades into a background
 * of its own brightness. A cell belongs to the line when it holds ink of the line's brightness, or
 * when its background is so near that brightness that ink could not be told from it.
 */
final class Tail {
  private static final int CELLS = 24;
  private static final int BLANKS = 2;

  private final GreyPlane plane;
  private final double tolerance;
  private final TextLine line;
  private final int sign;

  Tail(GreyPlane plane, TextLine line, int sign, double floor) {
    this.plane = plane;
    this.line = line;
    this.sign = sign;
    tolerance = Math.max(floor, 0.12 * line.contrast());
  }

  Box extended() {
    int cell = (int) Math.max(3, Math.round(0.6 * line.height()));
    Box box = line.box();
    int left = box.x() - reach(box.x() - cell, -cell);
    int right = box.right() + reach(box.right(), cell);
    return Box.ofEdges(left, box.y(), right, box.bottom());
  }

  private int reach(int start, int step) {
    int blanks = 0;
    int reached = 0;
    int cell = Math.abs(step);
    for (int i = 0; i < CELLS && blanks <= BLANKS; i++) {
      int x = start + i * step;
      if (x < 0 || x + cell > plane.width()) {
        break;
      }
      if (mayHoldInk(x, cell)) {
        reached = (i + 1) * cell;
        blanks = 0;
      } else {
        blanks++;
      }
    }
    return reached;
  }

  private boolean mayHoldInk(int x, int cell) {
    Box box = line.box();
    int near = 0;
    int exact = 0;
    int beyond = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int i = x; i < x + cell; i++) {
        int v = plane.at(i, y);
        int difference = sign * (v - line.ink());
        near += Math.abs(difference) <= tolerance ? 1 : 0;
        exact += difference == 0 ? 1 : 0;
        beyond += difference > tolerance ? 1 : 0;
      }
    }
    int pixels = cell * box.height();
    if (exact == pixels) {
      return false;
    }
    return near >= 0.04 * pixels && beyond < 0.5 * pixels;
  }
}
