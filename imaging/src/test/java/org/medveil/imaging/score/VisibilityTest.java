package org.medveil.imaging.score;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.plant.Planted;

/** What counts as unreadable, and how far the thresholds are from chance and from plain text. */
class VisibilityTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 12;

  /** Ten signs of upright and slanted bars. */
  private static final GlyphBox TEXT = new GlyphBox(0, 0, 0, WIDTH, HEIGHT, bars());

  @Test
  void plainTextIsSeenOnAnyGroundAndInAnyPolarity() {
    assertFalse(hidden((x, y) -> ink(x, y) ? 200 : 50));
    assertFalse(hidden((x, y) -> ink(x, y) ? 10 : 50));
    assertFalse(hidden((x, y) -> (ink(x, y) ? 40 : 0) + noise(x, y) / 4));
    assertFalse(hidden((x, y) -> (ink(x, y) ? 60 : 0) + x));
  }

  @Test
  void aFaintCoverHidesNothing() {
    assertFalse(hidden((x, y) -> ink(x, y) ? 101 : 100));
  }

  @Test
  void blurringHidesNothing() {
    assertFalse(
        hidden(
            (x, y) -> {
              int sum = 0;
              for (int i = -1; i <= 1; i++) {
                for (int j = -1; j <= 1; j++) {
                  sum += ink(x + i, y + j) ? 20 : 0;
                }
              }
              return sum;
            }));
  }

  @Test
  void oneSignLeftOverIsSeen() {
    assertFalse(hidden((x, y) -> x >= 96 && x < 108 && ink(x, y) ? 200 : 0));
    assertFalse(hidden((x, y) -> x < 12 && ink(x, y) ? 200 : 0));
  }

  @Test
  void aPlainCoverAndForeignTextureHide() {
    assertTrue(hidden((x, y) -> 0));
    assertTrue(hidden((x, y) -> 255));
    assertTrue(hidden(VisibilityTest::noise));
    assertTrue(hidden((x, y) -> 2 * x + y));
    // The edge of a cover that is larger than the text on one side only.
    assertTrue(hidden((x, y) -> y < 11 ? 0 : noise(x, y)));
  }

  @Test
  void aPictureCutAwayIsNotAHiddenOne() {
    Picture small =
        new Picture(
            1,
            HEIGHT,
            20,
            1,
            1,
            false,
            false,
            new Picture.Bits(0, 8, false),
            new byte[20 * HEIGHT]);
    assertFalse(Visibility.hidden(small, TEXT));
  }

  /**
   * Both sides measured on the public pictures: planted glyphs where they are, and the same glyphs
   * looked for where they are not. The thresholds must leave room on both sides.
   */
  @Test
  void theThresholdsLieBetweenChanceAndPlainText() throws Exception {
    List<byte[]> templates = Templates.real();
    assumeFalse(templates.isEmpty(), "skipped: no MEDVEIL_DATA");
    SplittableRandom random = new SplittableRandom(1);
    List<Double> seen = new ArrayList<>();
    List<Double> chance = new ArrayList<>();
    List<Double> chanceInWindows = new ArrayList<>();
    for (Planted file : PlantedFolder.of(templates, 150, 600).files()) {
      for (Requirement row : file.requirements()) {
        if (row.action() == Action.PIXELS_HIDDEN) {
          Picture picture = SubjectReader.read("x", file.bytes()).picture().orElseThrow();
          GlyphBox box = GlyphBox.parse(row.actionText());
          seen.add(Math.abs(Visibility.whole(picture, box)));
          for (int i = 0; i < 10; i++) {
            GlyphBox moved =
                new GlyphBox(
                    box.frame(),
                    random.nextInt(picture.columns() - box.width() + 1),
                    picture.rows() / 4 + random.nextInt(picture.rows() / 2 - box.height()),
                    box.width(),
                    box.height(),
                    box.ink());
            chance.add(Math.abs(Visibility.whole(picture, moved)));
            chanceInWindows.add(Visibility.strongest(picture, moved));
          }
        }
      }
    }
    assertTrue(seen.size() >= 50, "boxes: " + seen.size());
    assertTrue(min(seen) > 1.5 * Visibility.WHOLE, "weakest seen: " + min(seen));
    assertTrue(max(chance) < 0.9 * Visibility.WHOLE, "strongest by chance: " + max(chance));
    assertTrue(
        max(chanceInWindows) < Visibility.WINDOW,
        "strongest window by chance: " + max(chanceInWindows));
  }

  private static boolean hidden(IntBinaryOperator pixel) {
    byte[] samples = new byte[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        samples[y * WIDTH + x] = (byte) Math.min(255, pixel.applyAsInt(x, y));
      }
    }
    return Visibility.hidden(
        new Picture(1, HEIGHT, WIDTH, 1, 1, false, false, new Picture.Bits(0, 8, false), samples),
        TEXT);
  }

  private static boolean ink(int x, int y) {
    if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) {
      return false;
    }
    int within = x % 12;
    return x / 12 % 2 == 0
        ? within == 2 || within == 8 || y == 6 && within > 2 && within < 8
        : within == 2 + y / 2 || y < 2 && within > 1 && within < 9;
  }

  private static int noise(int x, int y) {
    long mixed = (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 56);
  }

  private static BitSet bars() {
    BitSet bits = new BitSet();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        bits.set(y * WIDTH + x, ink(x, y));
      }
    }
    return bits;
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
