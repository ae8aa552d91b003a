package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds lines of writing in a plane; no model, no dictionary, no reading. */
public final class TextDetector {
  private static final int LEAST = 48;
  private static final double FLOOR = 0.03;
  private static final double FACTOR = 2.5;

  /** Few false alarms: for images that need not carry text. */
  public static final TextDetector BALANCED = new TextDetector(3);

  /** Finds more and errs more: for images that are known or declared to carry text. */
  public static final TextDetector EAGER = new TextDetector(1);

  private final double least;

  TextDetector(double least) {
    this.least = least;
  }

  /**
   * Boxes around the writing found, with a margin, within the plane; none overlap others wholly.
   */
  public List<Box> detect(GreyPlane plane) {
    double floor = Math.max(2, FLOOR * range(plane));
    List<Box> found = new ArrayList<>();
    pyramid(plane, floor, false, found);
    pyramid(plane.turned(), floor, true, found);
    return merged(found);
  }

  private void pyramid(GreyPlane plane, double floor, boolean turned, List<Box> found) {
    int scale = 1;
    GreyPlane level = plane;
    while (Math.min(level.width(), level.height()) >= (scale == 1 ? 12 : LEAST)) {
      for (int sign = -1; sign <= 1; sign += 2) {
        for (Box box : level(level, floor, sign)) {
          Box full = box.scaled(scale).within(plane.width(), plane.height());
          if (full != null && full.height() <= Math.min(plane.width(), plane.height()) / 4) {
            found.add(turned ? full.turned() : full);
          }
        }
      }
      level = level.halved();
      scale *= 2;
    }
  }

  private List<Box> level(GreyPlane plane, double floor, int sign) {
    TopHat hat = TopHat.of(plane, sign);
    List<Box> boxes = new ArrayList<>();
    for (List<Piece> pieces : Lines.group(Strokes.find(plane, hat, floor, FACTOR))) {
      TextLine line = best(pieces, hat, floor);
      if (line != null && line.score() >= least) {
        int margin = (int) Math.max(2, Math.ceil(0.3 * line.height()));
        boxes.add(new Tail(plane, line, sign, floor).extended().grown(margin + 1, margin));
      }
    }
    return boxes;
  }

  private static TextLine best(List<Piece> pieces, TopHat hat, double floor) {
    if (pieces.size() < 3) {
      return null;
    }
    TextLine all = line(pieces, hat, floor);
    List<Piece> core = TextLine.core(pieces);
    if (core.size() < 3 || core.size() == pieces.size()) {
      return all;
    }
    TextLine some = line(core, hat, floor);
    return some.score() > all.score() ? some : all;
  }

  private static TextLine line(List<Piece> pieces, TopHat hat, double floor) {
    Box box = pieces.stream().map(Piece::box).reduce(Box::joined).orElseThrow();
    int column = (box.x() + box.width() / 2) / TopHat.BLOCK;
    int row = (box.y() + box.height() / 2) / TopHat.BLOCK;
    return TextLine.of(pieces, hat.surroundings(column, row), floor);
  }

  static double range(GreyPlane plane) {
    int step = Math.max(1, plane.raw().length / 4096);
    int[] sample = new int[plane.raw().length / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = plane.raw()[i * step];
    }
    Arrays.sort(sample);
    return (double) sample[(int) (0.99 * (sample.length - 1))]
        - sample[(int) (0.01 * (sample.length - 1))];
  }

  /** Joins boxes that overlap so much that their common box is hardly larger than both. */
  private static List<Box> merged(List<Box> found) {
    List<Box> result = new ArrayList<>();
    for (Box next : found) {
      Box box = next;
      for (int i = 0; i < result.size(); i++) {
        if (belong(box, result.get(i))) {
          box = box.joined(result.remove(i));
          i = -1;
        }
      }
      result.add(box);
    }
    return result;
  }

  private static boolean belong(Box a, Box b) {
    if (!a.meets(b)) {
      return false;
    }
    Box all = a.joined(b);
    return all.area() <= 1.3 * (a.area() + b.area());
  }
}
