package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;

/**
 * A place where the detector sees a line of writing.
 *
 * @param box pixels, with a margin
 * @param score of the line (of the best, where boxes were joined); above zero is more like writing
 *     than not
 * @param hand how it is written (the best, where boxes were joined)
 */
record Writing(Box box, double score, Hand hand) {

  /** Joins boxes that overlap so much that their common box is hardly larger than both. */
  static List<Writing> merged(List<Writing> found) {
    List<Writing> result = new ArrayList<>();
    for (Writing next : found) {
      Writing one = next;
      for (int i = 0; i < result.size(); i++) {
        if (belong(one.box, result.get(i).box)) {
          Writing other = result.remove(i);
          one = one.with(other);
          i = -1;
        }
      }
      result.add(one);
    }
    return result;
  }

  private Writing with(Writing other) {
    Writing better = score >= other.score ? this : other;
    return new Writing(box.joined(other.box), better.score, better.hand);
  }

  private static boolean belong(Box a, Box b) {
    if (!a.meets(b)) {
      return false;
    }
    Box all = a.joined(b);
    return all.area() <= 1.03 * (a.area() + b.area() - a.overlap(b));
  }
}
