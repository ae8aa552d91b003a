package org.medveil.imaging.burnedin;

import java.util.function.ToIntFunction;

/**
 * How far a line goes on beyond the letters that were found, where the ink fades into a background
 * of its own brightness. A cell belongs to the line when it holds ink and its ground plainly has
 * another brightness, or when the ink's brightness, or its very number, is more frequent between
 * head and foot line than right above and below.
 */
final class Tail {
  private static final int CELLS = 24;
  private static final int BLANKS = 4;

  /** Rows above and below the letters that show the ground. */
  private static final int RIM = 2;

  /** Least share of ink in a cell whose ground plainly differs from it: a comma. */
  private static final double TRACE = 0.04;

  private static final double GROUND = 0.02;

  /** Least share of ink in a cell, above that of its ground. */
  private static final double EXCESS = 0.12;

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
    Shares within = shares(x, cell, box.y(), box.bottom());
    Shares above = shares(x, cell, Math.max(0, box.y() - RIM), box.y());
    Shares below = shares(x, cell, box.bottom(), Math.min(plane.height(), box.bottom() + RIM));
    if (2 * within.beyond >= within.pixels) {
      return false;
    }
    boolean plain = above.isGround() || below.isGround();
    Shares around = above.plus(below);
    return plain && within.near >= TRACE * within.pixels
        || within.exceeds(around, it -> it.near)
        || within.exceeds(around, it -> it.exact);
  }

  private Shares shares(int left, int cell, int top, int bottom) {
    int near = 0;
    int exact = 0;
    int beyond = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < left + cell; x++) {
        int difference = sign * (plane.at(x, y) - line.ink());
        near += Math.abs(difference) <= tolerance ? 1 : 0;
        exact += difference == 0 ? 1 : 0;
        beyond += difference > tolerance ? 1 : 0;
      }
    }
    return new Shares(cell * (bottom - top), near, exact, beyond);
  }

  /** How many pixels are as bright as the ink, or brighter. */
  private record Shares(int pixels, int near, int exact, int beyond) {
    Shares plus(Shares other) {
      return new Shares(
          pixels + other.pixels, near + other.near, exact + other.exact, beyond + other.beyond);
    }

    /** Ink would show here. */
    boolean isGround() {
      return pixels > 0 && near <= GROUND * pixels;
    }

    boolean exceeds(Shares around, ToIntFunction<Shares> what) {
      double here = (double) what.applyAsInt(this) / pixels;
      double there = (double) what.applyAsInt(around) / Math.max(1, around.pixels);
      return here >= there + EXCESS;
    }
  }
}
