package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Connected pieces of ink: pixels that stand out more than their surroundings do, joined over rows
 * (eight neighbours). One pass over runs, with union by index.
 */
final class Strokes {
  private static final Piece[] NONE = {};

  private final GreyPlane plane;
  private final TopHat hat;
  private int[] left;
  private int[] right;
  private int[] row;
  private int[] parent;
  private int runs;

  private Strokes(GreyPlane plane, TopHat hat, int room) {
    this.plane = plane;
    this.hat = hat;
    left = new int[room];
    right = new int[room];
    row = new int[room];
    parent = new int[room];
  }

  /**
   * @param floor least contrast that counts, in stored units
   * @param factor how many times the contrast of the surroundings ink must have
   * @return pieces in no particular order, at least {@link Lines#LOW} rows high
   */
  static Piece[] find(GreyPlane plane, TopHat hat, double floor, double factor) {
    Strokes strokes = new Strokes(plane, hat, 4096);
    int[] above = hat.above(strokes.thresholds(floor, factor));
    int before = 0;
    for (int y = 0; y < plane.height(); y++) {
      int first = strokes.runs;
      strokes.scan(y, above);
      strokes.link(before, first);
      before = first;
    }
    return strokes.split(strokes.collect());
  }

  /** Letters that touch come apart where the ink between them is paler than half, or lower. */
  private Piece[] split(Piece[] pieces) {
    List<Piece> result = new ArrayList<>(pieces.length);
    for (Piece piece : pieces) {
      for (Piece part : better(piece, maySplit(piece) ? parts(piece) : NONE)) {
        result.addAll(better(part, maySplit(part) ? cut(part) : NONE));
      }
    }
    return result.toArray(new Piece[0]);
  }

  private static List<Piece> better(Piece piece, Piece[] parts) {
    long glyphs = Arrays.stream(parts).filter(Lines::likeGlyphs).count();
    boolean apart = glyphs > 1 || glyphs == 1 && !Lines.likeGlyphs(piece);
    return apart ? List.of(parts) : List.of(piece);
  }

  private static boolean maySplit(Piece piece) {
    boolean large = piece.height() >= Lines.LOW && piece.width() > Lines.LOW + 1;
    boolean wide = piece.width() > 1.1 * piece.height();
    return large && (wide || piece.height() > Lines.TALL);
  }

  private Piece[] parts(Piece piece) {
    return within(piece, piece.left, piece.right);
  }

  private Piece[] cut(Piece piece) {
    int[] rows = new int[piece.width()];
    for (int y = piece.top; y < piece.bottom; y++) {
      for (int x = piece.left; x < piece.right; x++) {
        rows[x - piece.left] += hat.at(x, y) > piece.peak / 2 ? 1 : 0;
      }
    }
    int[] cuts = Valleys.cuts(rows, piece.height());
    List<Piece> parts = new ArrayList<>();
    for (int i = 1; cuts.length > 2 && i < cuts.length; i++) {
      parts.addAll(List.of(within(piece, piece.left + cuts[i - 1], piece.left + cuts[i])));
    }
    return parts.toArray(new Piece[0]);
  }

  private Piece[] within(Piece piece, int from, int to) {
    Strokes inside = new Strokes(plane, hat, 64);
    int before = 0;
    for (int y = piece.top; y < piece.bottom; y++) {
      int first = inside.runs;
      inside.scanPart(y, from, to, piece.peak / 2);
      inside.link(before, first);
      before = first;
    }
    return inside.collect();
  }

  private void scanPart(int y, int from, int to, int t) {
    int open = -1;
    for (int x = from; x < to; x++) {
      boolean ink = hat.at(x, y) > t;
      if (ink == open < 0) {
        open = ink ? x : close(open, x, y);
      }
    }
    close(open, to, y);
  }

  private int[] thresholds(double floor, double factor) {
    int down = (plane.height() + TopHat.BLOCK - 1) / TopHat.BLOCK;
    int[] result = new int[hat.across() * down];
    for (int line = 0; line < down; line++) {
      for (int column = 0; column < hat.across(); column++) {
        int block = line * hat.across() + column;
        if (hat.peak(block) <= floor) {
          result[block] = Integer.MAX_VALUE;
          continue;
        }
        int t = (int) Math.max(floor, factor * hat.surroundings(column, line));
        result[block] = hat.peak(block) <= t ? Integer.MAX_VALUE : t;
      }
    }
    return result;
  }

  private void scan(int y, int[] above) {
    int open = -1;
    for (int block = 0; block < hat.across(); block++) {
      int bits = above[block * plane.height() + y];
      int x0 = block * TopHat.BLOCK;
      if (open >= 0 && bits != -1) {
        int on = Integer.numberOfTrailingZeros(~bits);
        open = close(open, x0 + on, y);
        bits &= -1 << on;
      }
      while (bits != 0 && open < 0) {
        int from = Integer.numberOfTrailingZeros(bits);
        int rest = ~bits & -1 << from;
        if (rest == 0) {
          open = x0 + from;
        } else {
          int to = Integer.numberOfTrailingZeros(rest);
          close(x0 + from, x0 + to, y);
          bits &= -1 << to;
        }
      }
    }
    close(open, plane.width(), y);
  }

  private int close(int open, int end, int y) {
    if (open >= 0) {
      if (runs == left.length) {
        left = Arrays.copyOf(left, 2 * runs);
        right = Arrays.copyOf(right, 2 * runs);
        row = Arrays.copyOf(row, 2 * runs);
        parent = Arrays.copyOf(parent, 2 * runs);
      }
      left[runs] = open;
      right[runs] = end;
      row[runs] = y;
      parent[runs] = runs;
      runs++;
    }
    return -1;
  }

  private void link(int before, int first) {
    int a = before;
    for (int b = first; b < runs; b++) {
      while (a < first && right[a] < left[b]) {
        a++;
      }
      for (int c = a; c < first && left[c] <= right[b]; c++) {
        join(c, b);
      }
    }
  }

  private int root(int run) {
    int r = run;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  private void join(int a, int b) {
    int one = root(a);
    int two = root(b);
    parent[Math.max(one, two)] = Math.min(one, two);
  }

  /** Pieces lower than any letter are left out; most are, and theirs is most of the work. */
  private Piece[] collect() {
    Piece[] byRoot = new Piece[runs];
    for (int run = 0; run < runs; run++) {
      int r = root(run);
      if (byRoot[r] == null) {
        byRoot[r] = new Piece();
      }
      byRoot[r].add(left[run], right[run], row[run]);
    }
    for (int run = 0; run < runs; run++) {
      Piece piece = byRoot[root(run)];
      if (piece.height() >= Lines.LOW) {
        weigh(piece, run);
      }
    }
    return Arrays.stream(byRoot)
        .filter(piece -> piece != null && piece.height() >= Lines.LOW)
        .toArray(Piece[]::new);
  }

  private void weigh(Piece piece, int run) {
    int y = row[run];
    for (int x = left[run]; x < right[run]; x++) {
      int contrast = hat.at(x, y);
      piece.contrast += contrast;
      if (contrast > piece.peak) {
        piece.peak = contrast;
        piece.ink = plane.at(x, y);
      }
    }
  }
}
