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
    List<Seen> found = new ArrayList<>();
    List<Seen> down = new ArrayList<>();
    for (int i = 0; i < upright.size(); i++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        Side rows = new Side(upright.get(i), new Hand(false, sign, 1 << i, 0, 0), found);
        Side columns = new Side(turned.get(i), new Hand(true, sign, 1 << i, 0, 0), down);
        look(rows, columns);
      }
    }
    found.addAll(down);
    found.removeIf(line -> line.box().height() > shorter(plane) / 4);
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

  /**
   * One way to look at a level.
   *
   * @param level rows run along the writing
   * @param scale orientation, sign, and in its height the pixels of the whole image in one of here
   * @param found is added to
   */
  private record Side(GreyPlane level, Hand scale, List<Seen> found) {}

  /** Writing along the rows and along the columns of a level; two hats are held at a time. */
  private void look(Side rows, Side columns) {
    TopHat hat = hat(columns.level(), rows.scale());
    TopHat hatTurned = hat(rows.level(), columns.scale());
    level(rows, hat);
    level(columns, hatTurned);
    if (rows.scale().height() == 1) {
      touching(rows, hatTurned.turned());
      touching(columns, hat.turned());
    }
  }

  /** What stands out along the rows of a level, given turned. */
  private TopHat hat(GreyPlane crosswise, Hand scale) {
    List<Box> blank =
        masks.stream()
            .map(box -> scale.turned() ? box.turned() : box)
            .map(box -> box.reduced((int) scale.height()))
            .filter(Objects::nonNull)
            .toList();
    return TopHat.of(crosswise, scale.sign(), blank);
  }

  /**
   * Small bold letters touch: their ink runs on along the row and stands out across it alone. The
   * gaps in tissue do so, too, hence the higher price.
   */
  private void touching(Side side, TopHat across) {
    List<Seen> some = new ArrayList<>();
    level(new Side(side.level(), side.scale(), some), across);
    some.stream()
        .filter(line -> line.hand().height() >= LEAST_TOUCHING)
        .filter(line -> line.hand().height() < TopHat.SPAN)
        .map(line -> line.lowered(TOUCHING))
        .filter(line -> line.score() >= lowest)
        .forEach(side.found()::add);
  }

  private void level(Side side, TopHat hat) {
    GreyPlane level = side.level();
    Hand scale = side.scale();
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
      side.found().add(new Seen(core, full, hand, line.score()));
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
