package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.List;

/**
 * Where letters that touch part: small bold type leaves no paler ink between them, but fewer rows
 * of it. A bar, a rib or a vessel has no such valleys and stays whole.
 */
final class Valleys {
  /** Rows of ink a bridge has at most, and a letter at least somewhere, in parts of the height. */
  private static final double LOW = 0.35;

  private static final double HIGH = 0.6;

  private Valleys() {}

  /**
   * Columns at which to cut, in rising order, both ends among them.
   *
   * @param rows rows of ink in each column
   * @param height of the piece, pixels
   */
  static int[] cuts(int[] rows, int height) {
    List<Integer> cuts = new ArrayList<>(List.of(0));
    int most = 0;
    int lowest = -1;
    for (int x = 0; x < rows.length; x++) {
      boolean letter = most >= HIGH * height;
      if (lowest >= 0 && rows[x] >= HIGH * height) {
        cuts.add(lowest + 1);
        lowest = -1;
        most = rows[x];
      } else if (letter && rows[x] <= LOW * height) {
        // The last of the lowest: the foot of an L belongs to it.
        lowest = lowest < 0 || rows[x] <= rows[lowest] ? x : lowest;
      } else {
        most = Math.max(most, rows[x]);
      }
    }
    cuts.add(rows.length);
    return cuts.stream().mapToInt(Integer::intValue).toArray();
  }
}
