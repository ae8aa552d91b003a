package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One line of one look, in pixels of the whole image.
 *
 * @param core around the letters
 * @param box with what the line may go on into, and a margin
 * @param hand how it is written
 * @param score of the line
 */
record Seen(Box core, Box box, Hand hand, double score) {
  private static final double MOSTLY = 0.75;
  private static final double SHARED = 0.7;

  /** Of lines in one block: their heights, and height and gap. */
  private static final double ALIKE = 1.6;

  /** Letters at the beginning of a line that may have been missed, in heights. */
  private static final double INDENT = 3;

  /** Largest gap between words, in heights of their letters. */
  private static final double GAP = 2.5;

  Seen upright() {
    return hand.turned() ? new Seen(core.turned(), box.turned(), hand, score) : this;
  }

  Seen lowered(double price) {
    return new Seen(core, box, hand, score - price);
  }

  /** Words of one line become one: what stands between them is a comma, or a letter missed. */
  static List<Seen> joined(List<Seen> lines) {
    List<Seen> result = new ArrayList<>();
    for (Seen next : lines) {
      Seen one = next;
      for (int i = 0; i < result.size(); i++) {
        if (one.isNextTo(result.get(i))) {
          one = one.with(result.remove(i));
          i = -1;
        }
      }
      result.add(one);
    }
    return result;
  }

  private boolean isNextTo(Seen other) {
    Box a = along();
    Box b = other.along();
    int shared = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    int gap = Math.max(a.x(), b.x()) - Math.min(a.right(), b.right());
    return hand.turned() == other.hand.turned()
        && shared >= SHARED * Math.max(a.height(), b.height())
        && gap <= GAP * Math.min(a.height(), b.height());
  }

  /** Below, above or after the other, as lines of one block are. */
  boolean isBeside(Seen other) {
    Box a = along();
    Box b = other.along();
    double low = Math.min(a.height(), b.height());
    int across = Math.max(a.x(), b.x()) - Math.min(a.right(), b.right());
    int down = Math.max(a.y(), b.y()) - Math.min(a.bottom(), b.bottom());
    return hand.turned() == other.hand.turned()
        && !a.meets(b)
        && Math.max(a.height(), b.height()) <= ALIKE * low
        && across <= GAP * low
        && down <= ALIKE * low;
  }

  /** As {@link #isBeside(Seen)}, of a box with its margin. */
  boolean isBeside(Box masked) {
    Box a = along();
    Box b = hand.turned() ? masked.turned() : masked;
    int across = Math.max(a.x(), b.x()) - Math.min(a.right(), b.right());
    int down = Math.max(a.y(), b.y()) - Math.min(a.bottom(), b.bottom());
    return across <= GAP * a.height() && down <= a.height() && b.height() <= 8 * a.height();
  }

  /** Lines of a block begin below each other: a first letter that was missed goes, too. */
  Seen aligned(List<Box> block) {
    int left = box.x();
    for (Box other : block) {
      boolean near = box.x() - other.x() <= INDENT * core.height();
      if (!hand.turned() && near && isBeside(other)) {
        left = Math.min(left, other.x());
      }
    }
    return new Seen(core, Box.ofEdges(left, box.y(), box.right(), box.bottom()), hand, score);
  }

  private Box along() {
    return hand.turned() ? core.turned() : core;
  }

  private Seen with(Seen other) {
    Seen better = score >= other.score ? this : other;
    return new Seen(core.joined(other.core), box.joined(other.box), better.hand, better.score);
  }

  /**
   * Lines that stand below each other look like writing that runs down as well: the first letters
   * of all of them are a column. Such a column is left out where better lines across it cover it.
   */
  static List<Seen> withoutColumns(List<Seen> lines) {
    List<Seen> best = new ArrayList<>(lines);
    best.sort(Comparator.comparingDouble(Seen::score).reversed());
    List<Seen> kept = new ArrayList<>();
    for (Seen line : best) {
      if (line.coveredBy(kept) < MOSTLY) {
        kept.add(line);
      }
    }
    return kept;
  }

  private double coveredBy(List<Seen> others) {
    List<Box> across = new ArrayList<>();
    for (Seen other : others) {
      if (other.hand.turned() != hand.turned() && other.box.meets(core)) {
        across.add(other.box.moved(-core.x(), -core.y()));
      }
    }
    return across.isEmpty() ? 0 : Coverage.of(across, core.width(), core.height());
  }
}
