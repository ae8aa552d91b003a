package org.medveil.imaging.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in the pixels of a photograph's dark corner, as cameras print it: wholly outside the circle
 * inscribed in the image.
 */
final class BurnedInText {
  private static final int MARGIN = 2;
  private static final int LINE = 9;
  private static final byte INK = (byte) 232;

  private BurnedInText() {}

  /** Which corner, and therefore which way lines stack and align. */
  enum Corner {
    TOP_LEFT,
    TOP_RIGHT,
    BOTTOM_LEFT,
    BOTTOM_RIGHT
  }

  /**
   * What was drawn where, in pixels; the box encloses all dots.
   *
   * @param text as drawn, after cutting to the room there is
   */
  record TextBox(int x, int y, int width, int height, String text) {}

  /**
   * Draws lines into RGB pixels, the first nearest to the image's upper or lower edge. A line is
   * cut where the circle begins; one with room for fewer than three signs is left out.
   */
  static List<TextBox> stamp(byte[] rgb, int size, List<String> lines, Corner corner) {
    int scale = Math.max(1, size / 256);
    boolean right = corner == Corner.TOP_RIGHT || corner == Corner.BOTTOM_RIGHT;
    boolean bottom = corner == Corner.BOTTOM_LEFT || corner == Corner.BOTTOM_RIGHT;
    List<TextBox> boxes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int depth = MARGIN + (i * LINE + BitmapFont.HEIGHT) * scale;
      int room = room(size, depth) / (BitmapFont.ADVANCE * scale);
      String text = lines.get(i).substring(0, Math.min(room, lines.get(i).length())).strip();
      if (text.length() < 3) {
        continue;
      }
      int height = BitmapFont.HEIGHT * scale;
      int width = (text.length() * BitmapFont.ADVANCE - 1) * scale;
      int x = right ? size - MARGIN - width : MARGIN;
      int y = bottom ? size - depth : depth - height;
      draw(rgb, size, new TextBox(x, y, width, height, text), scale);
      boxes.add(new TextBox(x, y, width, height, text));
    }
    return boxes;
  }

  /** Pixels between the margin and the circle at this distance from the upper or lower edge. */
  private static int room(int size, int depth) {
    double radius = size / 2.0;
    double up = radius - depth;
    return (int) (radius - Math.sqrt(radius * radius - up * up)) - 2 - MARGIN;
  }

  private static void draw(byte[] rgb, int size, TextBox box, int scale) {
    for (int row = 0; row < box.height(); row++) {
      for (int column = 0; column < box.width(); column++) {
        int dotColumn = column / scale % BitmapFont.ADVANCE;
        char sign = box.text().charAt(column / scale / BitmapFont.ADVANCE);
        if (dotColumn < BitmapFont.WIDTH && BitmapFont.dot(sign, dotColumn, row / scale)) {
          int at = 3 * ((box.y() + row) * size + box.x() + column);
          rgb[at] = INK;
          rgb[at + 1] = INK;
          rgb[at + 2] = INK;
        }
      }
    }
  }
}
