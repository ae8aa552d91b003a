package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** Masks hide the writing, and little more. */
class MaskExtentTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 240;
  private static final int SIZE = 18;

  /** Dark with a little noise, as the air around a patient in a CT. */
  private static final IntBinaryOperator AIR = noise(20, 8);

  @Test
  void stackedLinesAreCoveredAndTheGroundBesideThemIsNot() {
    GreyPlane plane = written(AIR, 255, "INVENTED, NAME", "MRN 8812046", "23 APR 2011");
    assertHiddenAndNoMore(plane, 255);
  }

  /**
   * Gaps in and between letters look like dark writing; they must not be followed into the dark.
   */
  @Test
  void soItIsForDarkWritingOnBrightGround() {
    GreyPlane plane = written(noise(215, 8), 0, "INVENTED, NAME", "MRN 8812046", "23 APR 2011");
    assertHiddenAndNoMore(plane, 0);
  }

  private static void assertHiddenAndNoMore(GreyPlane plane, int ink) {
    List<Box> boxes = TextDetector.BALANCED.detect(plane);
    Box writing = null;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        if (plane.at(x, y) == ink) {
          Box pixel = new Box(x, y, 1, 1);
          writing = writing == null ? pixel : writing.joined(pixel);
          assertTrue(boxes.stream().anyMatch(box -> box.contains(pixel)), "shows " + pixel);
        }
      }
    }
    Box most = writing.grown(3 * SIZE / 2, SIZE);
    boxes.forEach(box -> assertTrue(most.contains(box), () -> box + " around the writing"));
  }

  @Test
  void aLineIsFollowedIntoGroundOfItsOwnBrightness() {
    IntBinaryOperator ground =
        (x, y) -> x < 260 ? AIR.applyAsInt(x, y) : 240 + (x * 7 + y * 5) % 16;
    GreyPlane plane = written(ground, 255, "INVENTED, SURNAME OF SOMEBODY");
    Box half = new Box(262, 31, 60, 12);
    List<Box> boxes = TextDetector.BALANCED.detect(plane);
    assertTrue(boxes.stream().anyMatch(box -> box.contains(half)), boxes.toString());
  }

  /** One device writes alike: what is found makes its like easier to find, and nothing else. */
  @Test
  void handsAreAlikeInSizeInkAndContrast() {
    Hand hand = new Hand(false, 1, 12, 240, 200);
    assertTrue(hand.isLike(new Hand(false, 1, 9, 225, 170)));
    assertFalse(hand.isLike(new Hand(true, 1, 12, 240, 200)), "runs down");
    assertFalse(hand.isLike(new Hand(false, -1, 12, 240, 200)), "dark");
    assertFalse(hand.isLike(new Hand(false, 1, 30, 240, 200)), "larger");
    assertFalse(hand.isLike(new Hand(false, 1, 12, 180, 200)), "paler");
    assertFalse(hand.isLike(new Hand(false, 1, 12, 240, 90)), "on bright ground");
  }

  /** A mask is calm; what is beside it must not stand out the more for it. */
  @Test
  void surroundingsOfAMaskAreThoseOfTheRest() {
    GreyPlane texture = plane(noise(100, 60));
    GreyPlane masked = plane((x, y) -> x < 240 ? 0 : texture.at(x, y));
    double before = TopHat.of(texture.turned(), 1, List.of()).surroundings(8, 3);
    double after =
        TopHat.of(masked.turned(), 1, List.of(new Box(0, 0, 240, HEIGHT))).surroundings(8, 3);
    double calmer = TopHat.of(masked.turned(), 1, List.of()).surroundings(8, 3);
    assertEquals(before, after, 0.1 * before);
    assertTrue(calmer < 0.9 * before, calmer + " of " + before);
  }

  private static GreyPlane written(IntBinaryOperator ground, int ink, String... lines) {
    BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = sheet.createGraphics();
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, SIZE));
    pen.setColor(Color.WHITE);
    for (int i = 0; i < lines.length; i++) {
      pen.drawString(lines[i], 20, 44 + i * (SIZE + 8));
    }
    pen.dispose();
    return plane(
        (x, y) -> sheet.getRaster().getSample(x, y, 0) > 127 ? ink : ground.applyAsInt(x, y));
  }

  private static GreyPlane plane(IntBinaryOperator values) {
    int[] all = new int[WIDTH * HEIGHT];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.applyAsInt(i % WIDTH, i / WIDTH);
    }
    return new GreyPlane(WIDTH, HEIGHT, all);
  }

  private static IntBinaryOperator noise(int mean, int reach) {
    SplittableRandom random = new SplittableRandom(11);
    int[] all = random.ints((long) WIDTH * HEIGHT, mean - reach, mean + reach).toArray();
    return (x, y) -> all[y * WIDTH + x];
  }
}
