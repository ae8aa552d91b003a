package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Pieces of ink side by side that stand on a common line. */
final class Lines {
  static final int LOW = 4;
  static final int TALL = 30;

  private Lines() {}

  static List<List<Piece>> group(Piece[] pieces) {
    Piece[] kept =
        Arrays.stream(pieces)
            .filter(Lines::likeGlyphs)
            .sorted(Comparator.comparingInt((Piece p) -> p.left))
            .toArray(Piece[]::new);
    int[] parent = new int[kept.length];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (int i = 0; i < kept.length; i++) {
      Piece a = kept[i];
      for (int j = i + 1; j < kept.length && kept[j].left <= a.right + 2 * TALL; j++) {
        if (neighbours(a, kept[j])) {
          int one = root(parent, i);
          int two = root(parent, j);
          parent[Math.max(one, two)] = Math.min(one, two);
        }
      }
    }
    List<List<Piece>> byRoot = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      byRoot.add(new ArrayList<>());
      byRoot.get(root(parent, i)).add(kept[i]);
    }
    byRoot.removeIf(List::isEmpty);
    return byRoot;
  }

  private static int root(int[] parent, int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  static boolean likeGlyphs(Piece p) {
    int h = p.height();
    int w = p.width();
    if (h < LOW || h > TALL || w > 24 * h || w < 1) {
      return false;
    }
    double fill = (double) p.area / (w * h);
    return fill > 0.08 && p.stroke() < Math.max(5, 0.8 * h);
  }

  static boolean neighbours(Piece a, Piece b) {
    int tall = Math.max(a.height(), b.height());
    int low = Math.min(a.height(), b.height());
    int gap = Math.max(a.left, b.left) - Math.min(a.right, b.right);
    if (gap > 1.1 * tall || low < 0.55 * tall) {
      return false;
    }
    double slack = Math.max(1, 0.12 * tall);
    boolean bottoms = Math.abs(a.bottom - b.bottom) <= slack;
    boolean tops = Math.abs(a.top - b.top) <= slack;
    if (!bottoms && !tops) {
      return false;
    }
    double ratio = a.contrast() / b.contrast();
    return ratio > 0.4 && ratio < 2.5;
  }
}
