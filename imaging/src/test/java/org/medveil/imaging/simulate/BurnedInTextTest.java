package org.medveil.imaging.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.simulate.BurnedInText.Corner;
import org.medveil.imaging.simulate.BurnedInText.TextBox;

class BurnedInTextTest {
  private static final List<String> LINES = List.of("KELLER,ANNA-MARIA", "AK-543217", "30DEC20");

  @Test
  void boxesLieOutsideTheCircleInEveryCornerAndSize() {
    for (int size : new int[] {128, 256, 384, 512, 1024}) {
      for (Corner corner : Corner.values()) {
        List<TextBox> boxes = BurnedInText.stamp(new byte[3 * size * size], size, LINES, corner);
        assertFalse(boxes.isEmpty());
        for (TextBox box : boxes) {
          assertTrue(nearestToCentre(box, size) > size / 2.0, corner + " " + size + " " + box);
        }
      }
    }
  }

  @Test
  void allDotsLieInTheBoxesAndEachBoxIsTight() {
    int size = 256;
    byte[] rgb = new byte[3 * size * size];
    List<TextBox> boxes = BurnedInText.stamp(rgb, size, LINES, Corner.BOTTOM_RIGHT);
    assertEquals(List.of("KELLER,ANNA-", "AK-543217", "30DEC20"), texts(boxes));
    int dots = 0;
    for (int at = 0; at < size * size; at++) {
      if (rgb[3 * at] != 0) {
        int x = at % size;
        int y = at / size;
        assertTrue(boxes.stream().anyMatch(b -> contains(b, x, y)), x + "," + y);
        dots++;
      }
    }
    assertTrue(dots > 200, "text has ink");
  }

  @Test
  void aSignLooksLikeItself() {
    StringBuilder seven = new StringBuilder();
    for (int row = 0; row < BitmapFont.HEIGHT; row++) {
      for (int column = 0; column < BitmapFont.WIDTH; column++) {
        seven.append(BitmapFont.dot('L', column, row) ? '#' : '.');
      }
      seven.append('\n');
    }
    assertEquals("#....\n#....\n#....\n#....\n#....\n#....\n#####\n", seven.toString());
    assertTrue(BitmapFont.dot('/', 4, 1), "the last sign of the table");
  }

  private static List<String> texts(List<TextBox> boxes) {
    return boxes.stream().map(TextBox::text).toList();
  }

  private static boolean contains(TextBox b, int x, int y) {
    return x >= b.x() && x < b.x() + b.width() && y >= b.y() && y < b.y() + b.height();
  }

  /** Of the box's four corners, as edges of pixels. */
  private static double nearestToCentre(TextBox b, int size) {
    double c = size / 2.0;
    double dx = Math.max(Math.max(b.x() - c, c - (b.x() + b.width())), 0);
    double dy = Math.max(Math.max(b.y() - c, c - (b.y() + b.height())), 0);
    return Math.sqrt(dx * dx + dy * dy);
  }
}
