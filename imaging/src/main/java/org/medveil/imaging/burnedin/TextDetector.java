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
    return find(plane).stream().map(Writing::box).toList();
  }

  /** As {@link #detect}, with scores. */
  List<Writing> find(GreyPlane plane) {
    double floor = Math.max(2, FLOOR * range(plane));
    List<GreyPlane> upright = pyramid(plane);
    List<GreyPlane> turned = pyramid(plane.turned());
    List<Writing> found = new ArrayList<>(along(upright, turned, floor));
    along(turned, upright, floor)
        .forEach(line -> found.add(new Writing(line.box().turned(), line.score())));
    return Writing.merged(found);
  }

  /** The plane and its half, quarter ... */
  private static List<GreyPlane> pyramid(GreyPlane plane) {
    List<GreyPlane> levels = new ArrayList<>();
    GreyPlane level = plane;
    while (shorter(level) >= (levels.isEmpty() ? 12 : LEAST)) {
      levels.add(level);
      level = level.halved();
    }
    return levels;
  }

  private static int shorter(GreyPlane plane) {
    return Math.min(plane.width(), plane.height());
  }

  /** Writing along the rows of the levels, in pixels of the first. */
  private List<Writing> along(List<GreyPlane> levels, List<GreyPlane> turned, double floor) {
    List<Writing> found = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        TopHat hat = TopHat.of(turned.get(i), sign);
        for (Writing line : level(levels.get(i), hat, floor, sign)) {
          Box full =
              line.box().scaled(1 << i).within(levels.get(0).width(), levels.get(0).height());
          if (full != null && full.height() <= shorter(levels.get(0)) / 4) {
            found.add(new Writing(full, line.score()));
          }
        }
      }
    }
    return found;
  }

  private List<Writing> level(GreyPlane plane, TopHat hat, double floor, int sign) {
    List<Writing> lines = new ArrayList<>();
    for (List<Piece> pieces : Lines.group(Strokes.find(plane, hat, floor, FACTOR))) {
      TextLine line = best(pieces, hat, floor);
      if (line != null && line.score() >= least) {
        int margin = (int) Math.max(2, Math.ceil(0.3 * line.height()));
        Box box = new Tail(plane, line, sign, floor).extended().grown(margin + 1, margin);
        lines.add(new Writing(box, line.score()));
      }
    }
    return lines;
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
}
