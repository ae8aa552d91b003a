package org.medveil.imaging.burnedin;

import java.util.BitSet;
import java.util.List;

/** How much of an image boxes cover together. */
final class Coverage {
  private Coverage() {}

  /** Share of pixels, 0–1. */
  static double of(List<Box> boxes, int width, int height) {
    BitSet covered = new BitSet(width * height);
    for (Box box : boxes) {
      Box part = box.within(width, height);
      for (int y = part == null ? 0 : part.y(); part != null && y < part.bottom(); y++) {
        covered.set(y * width + part.x(), y * width + part.right());
      }
    }
    return (double) covered.cardinality() / ((double) width * height);
  }
}
