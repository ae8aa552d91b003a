package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One look at one plane: along its rows and its columns, at full, half, quarter ... size. */
final class Look {
  private static final int LEAST_SIDE = 48;
  private static final double FLOOR = 0.03;
  private static final double FACTOR = 2.5;

  /** The gaps in one letter can be three pieces on a line. */
  private static final int LEAST_GAPS = 5;

  /** What two lines beside each other must have more together than one alone. */
  private static final double TOGETHER = 1.5;

  /** Of letters that touch: least height, and what their score must have more. */
  private static final int LEAST_TOUCHING = 7;

  private static final double TOUCHING = 1.5;

  /** Beside writing, even odds are enough. */
  private static final double LEAST_BESIDE = 0;

  private final GreyPlane plane;
  private final double least;
  private final double lowest;
  private final double alike;
  private final List<Hand> known;
  private final List<Box> masks;
  private final List<Box> first;
  private final double floor;

  /**
   * @param least score at which a line counts
   * @param leastAlike score at which it counts when it is written as a line found before
   * @param before what looks before this one found, and what is masked for it
   */
  Look(GreyPlane plane, double least, double leastAlike, Before before) {
    this.plane = plane;
    this.least = least;
    known = before.hands();
    masks = before.masks();
    first = before.first();
    alike = Math.min(least, leastAlike);
    lowest = first.isEmpty() ? alike : Math.min(alike, LEAST_BESIDE);
    floor = Math.max(2, FLOOR * TextDetector.range(plane));
  }

  /**
   * What is known of an image.
   *
   * @param hands how the lines found so far are written
   * @param masks boxes that are blank now
   * @param first what the first look found: lines beside it are likely
   */
  record Before(List<Hand> hands, List<Box> masks, List<Box> first) {
    static final Before NOTHING = new Before(List.of(), List.of(), List.of());
  }

  List<Seen> lines() {
    List<GreyPlane> upright = pyramid(plane);
    List<GreyPlane> turned = pyramid(plane.turned());
    List<TopHat[]> hats = hats(turned, false);
    List<TopHat[]> hatsTurned = hats(upright, true);
    List<Seen> found = new ArrayList<>(along(upright, hats, hatsTurned, false));
    found.addAll(along(turned, hatsTurned, hats, true));
    List<Seen> all = found.stream().map(Seen::upright).toList();
    List<Seen> counted = all.stream().filter(line -> counts(line, all)).toList();
    List<Seen> lines = Seen.joined(Seen.withoutColumns(counted));
    List<Box> block = new ArrayList<>(first);
    lines.forEach(line -> block.add(line.box()));
    return lines.stream().map(line -> line.aligned(block)).toList();
  }

  /** Enough for itself, or written as a line found before, or one of a block of lines. */
  private boolean counts(Seen line, List<Seen> all) {
    return line.score() >= least
        || line.score() >= alike && known.stream().anyMatch(line.hand()::isLike)
        || first.stream().anyMatch(line::isBeside)
        || all.stream()
            .anyMatch(
                other ->
                    Math.min(line.score(), other.score()) >= alike
                        && line.score() + other.score() >= least + TOGETHER
                        && line.isBeside(other));
  }

  /** The plane and its half, quarter ... */
  private static List<GreyPlane> pyramid(GreyPlane plane) {
    List<GreyPlane> levels = new ArrayList<>();
    GreyPlane level = plane;
    while (shorter(level) >= (levels.isEmpty() ? 12 : LEAST_SIDE)) {
      levels.add(level);
      level = level.halved();
    }
    return levels;
  }

  private static int shorter(GreyPlane plane) {
    return Math.min(plane.width(), plane.height());
  }

  /** What stands out along the rows, level by level, dark and bright. */
  private List<TopHat[]> hats(List<GreyPlane> crosswise, boolean turned) {
    List<TopHat[]> hats = new ArrayList<>();
    for (int i = 0; i < crosswise.size(); i++) {
      int size = 1 << i;
      List<Box> blank =
          masks.stream()
              .map(box -> turned ? box.turned() : box)
              .map(box -> box.reduced(size))
              .filter(Objects::nonNull)
              .toList();
      GreyPlane plane = crosswise.get(i);
      hats.add(new TopHat[] {TopHat.of(plane, -1, blank), TopHat.of(plane, 1, blank)});
    }
    return hats;
  }

  /** Writing along the rows of the levels, in pixels of the first. */
  private List<Seen> along(
      List<GreyPlane> levels, List<TopHat[]> hats, List<TopHat[]> across, boolean turned) {
    List<Seen> found = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        Hand scale = new Hand(turned, sign, 1 << i, 0, 0);
        level(found, levels.get(i), hats.get(i)[sign < 0 ? 0 : 1], scale);
        if (i == 0) {
          found.addAll(touching(levels.get(0), across.get(0)[sign < 0 ? 0 : 1].turned(), scale));
        }
      }
    }
    found.removeIf(line -> line.box().height() > shorter(plane) / 4);
    return found;
  }

  /**
   * Small bold letters touch: their ink runs on along the row and stands out across it alone. The
   * gaps in tissue do so, too, hence the higher price.
   */
  private List<Seen> touching(GreyPlane level, TopHat across, Hand scale) {
    List<Seen> found = new ArrayList<>();
    level(found, level, across, scale);
    return found.stream()
        .filter(line -> line.hand().height() >= LEAST_TOUCHING)
        .filter(line -> line.hand().height() < TopHat.SPAN)
        .map(line -> line.lowered(TOUCHING))
        .filter(line -> line.score() >= lowest)
        .toList();
  }

  private void level(List<Seen> found, GreyPlane level, TopHat hat, Hand scale) {
    for (List<Piece> pieces : Lines.group(Strokes.find(level, hat, floor, FACTOR))) {
      TextLine line = best(pieces, hat);
      if (line == null || line.score() < lowest) {
        continue;
      }
      Hand hand = line.hand(scale);
      boolean gaps = line.isGround(level, scale.sign());
      if (gaps && line.pieces() < LEAST_GAPS) {
        continue;
      }
      int margin = (int) Math.max(2, Math.ceil(0.3 * line.height()));
      // The first gap may be in the second letter.
      int letters = (int) Math.ceil(line.height());
      Box box =
          gaps
              ? line.box().grown(letters, 0)
              : new Tail(level, line, scale.sign(), floor).extended();
      int size = (int) scale.height();
      int width = scale.turned() ? plane.height() : plane.width();
      int height = scale.turned() ? plane.width() : plane.height();
      Box core = line.box().scaled(size).within(width, height);
      Box full = box.grown(margin + 1, margin).scaled(size).within(width, height);
      found.add(new Seen(core, full, hand, line.score()));
    }
  }

  private TextLine best(List<Piece> pieces, TopHat hat) {
    if (pieces.size() < 3) {
      return null;
    }
    TextLine all = line(pieces, hat);
    List<Piece> core = TextLine.core(pieces);
    if (core.size() < 3 || core.size() == pieces.size()) {
      return all;
    }
    TextLine some = line(core, hat);
    return some.score() > all.score() ? some : all;
  }

  private TextLine line(List<Piece> pieces, TopHat hat) {
    Box box = pieces.stream().map(Piece::box).reduce(Box::joined).orElseThrow();
    int column = (box.x() + box.width() / 2) / TopHat.BLOCK;
    int row = (box.y() + box.height() / 2) / TopHat.BLOCK;
    return TextLine.of(pieces, hat.surroundings(column, row), floor);
  }
}
