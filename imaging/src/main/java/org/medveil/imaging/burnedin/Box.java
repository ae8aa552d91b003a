package org.medveil.imaging.burnedin;

import java.io.Serializable;

/**
 * A rectangle of pixels.
 *
 * @param x leftmost column, from 0
 * @param y topmost row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Box(int x, int y, int width, int height) implements Serializable {
  /** Checks the size; a box may lie partly outside an image until it is clipped. */
  public Box {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a box has at least one column and one row");
    }
  }

  static Box ofEdges(int left, int top, int right, int bottom) {
    return new Box(left, top, right - left, bottom - top);
  }

  /** First column to the right of the box. */
  public int right() {
    return x + width;
  }

  /** First row below the box. */
  public int bottom() {
    return y + height;
  }

  long area() {
    return (long) width * height;
  }

  boolean meets(Box other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** Pixels that both have. */
  long overlap(Box other) {
    long across = Math.min(right(), other.right()) - Math.max(x, other.x);
    long down = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return Math.max(0, across) * Math.max(0, down);
  }

  boolean contains(Box other) {
    return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
  }

  Box joined(Box other) {
    return ofEdges(
        Math.min(x, other.x),
        Math.min(y, other.y),
        Math.max(right(), other.right()),
        Math.max(bottom(), other.bottom()));
  }

  Box grown(int sideways, int upDown) {
    return ofEdges(x - sideways, y - upDown, right() + sideways, bottom() + upDown);
  }

  Box moved(int right, int down) {
    return new Box(x + right, y + down, width, height);
  }

  Box scaled(int factor) {
    return new Box(x * factor, y * factor, width * factor, height * factor);
  }

  /** In pixels of a smaller image; null where less than one is left. */
  Box reduced(int factor) {
    int left = -Math.floorDiv(-x, factor);
    int top = -Math.floorDiv(-y, factor);
    int right = Math.floorDiv(right(), factor);
    int bottom = Math.floorDiv(bottom(), factor);
    return left < right && top < bottom ? ofEdges(left, top, right, bottom) : null;
  }

  Box turned() {
    return new Box(y, x, height, width);
  }

  /** The part within an image, or null where there is none. */
  Box within(int imageWidth, int imageHeight) {
    int left = Math.max(0, x);
    int top = Math.max(0, y);
    int right = Math.min(imageWidth, right());
    int bottom = Math.min(imageHeight, bottom());
    return left < right && top < bottom ? ofEdges(left, top, right, bottom) : null;
  }
}
