package org.medveil.imaging.burnedin;

/** One connected piece of ink while it is gathered; edges: right and bottom are exclusive. */
final class Piece {
  int left = Integer.MAX_VALUE;
  int right;
  int top = Integer.MAX_VALUE;
  int bottom;
  int area;
  int runs;
  long contrast;
  int peak;
  int ink;

  void add(int from, int to, int y) {
    left = Math.min(left, from);
    right = Math.max(right, to);
    top = Math.min(top, y);
    bottom = y + 1;
    area += to - from;
    runs++;
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  Box box() {
    return Box.ofEdges(left, top, right, bottom);
  }

  /** Mean height above the surroundings, stored units. */
  double contrast() {
    return (double) contrast / area;
  }

  /** Mean length of a horizontal run, pixels. */
  double stroke() {
    return (double) area / runs;
  }
}
