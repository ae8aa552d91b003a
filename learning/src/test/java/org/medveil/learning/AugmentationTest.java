package org.medveil.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.AffineTransform;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.Refusal;

class AugmentationTest {
  private static final Shape SHAPE = new Shape(3, 5, 7);
  private final float[] image = Reference.numbers(SHAPE.size(), 1, 4);

  @Test
  void noStrengthGivesCopiesOfTheImageItself() {
    float[] copies = expand(new Augmentation(4, false, 0, 0), 9);
    for (int copy = 0; copy < 4; copy++) {
      assertArrayEquals(image, copy(copies, copy));
    }
  }

  @Test
  void theFirstCopyIsTheImageAndTheOthersDiffer() {
    float[] copies = expand(Augmentation.named("flip+shift1.5+rotate15", 6), 9);
    assertArrayEquals(image, copy(copies, 0));
    for (int one = 0; one < 6; one++) {
      for (int other = 0; other < one; other++) {
        assertFalse(Arrays.equals(copy(copies, one), copy(copies, other)), one + " and " + other);
      }
    }
  }

  @Test
  void aFlipMirrorsRowsExactlyAndHappensToAboutHalf() {
    float[] copies = expand(Augmentation.named("flip", 64), 3);
    float[] mirrored = mirrored(image);
    int flips = 0;
    for (int copy = 1; copy < 64; copy++) {
      boolean same = Arrays.equals(image, copy(copies, copy));
      boolean flipped = Arrays.equals(mirrored, copy(copies, copy));
      assertTrue(same ^ flipped);
      flips += flipped ? 1 : 0;
    }
    // 63 fair coins: four standard deviations are 16.
    assertEquals(31.5, flips, 16);
    assertArrayEquals(image, mirrored(mirrored));
  }

  @Test
  void aQuarterTurnOfASquareIsExact() {
    Shape square = new Shape(1, 4, 4);
    float[] pixels = Reference.numbers(16, 1, 8);
    float[] turned = new float[16];
    AffineTransform quarter = AffineTransform.getRotateInstance(Math.PI / 2, 1.5, 1.5);
    new Warp(quarter, square).apply(pixels, turned, 0);
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertEquals(pixels[column * 4 + 3 - row], turned[row * 4 + column]);
      }
    }
  }

  @Test
  void aShiftMovesWholePixelsAndRepeatsTheEdge() {
    float[] moved = new float[SHAPE.size()];
    new Warp(AffineTransform.getTranslateInstance(2, 0), SHAPE).apply(image, moved, 0);
    for (int line = 0; line < 3 * 5; line++) {
      for (int column = 0; column < 7; column++) {
        assertEquals(image[line * 7 + Math.min(6, column + 2)], moved[line * 7 + column]);
      }
    }
  }

  @Test
  void halfAPixelIsTheMeanOfTwo() {
    float[] moved = new float[SHAPE.size()];
    new Warp(AffineTransform.getTranslateInstance(0.5, 0), SHAPE).apply(image, moved, 0);
    assertEquals((image[3] + image[4]) / 2, moved[3], 1e-7);
  }

  @Property(tries = 100)
  void noCopyLeavesTheRangeOfTheImage(
      @ForAll @IntRange(max = 1 << 30) int seed,
      @ForAll @DoubleRange(max = 20) double shift,
      @ForAll @DoubleRange(max = 180) double rotation) {
    float[] copies = expand(new Augmentation(3, true, shift, rotation), seed);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : image) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    for (float value : copies) {
      assertTrue(value >= low && value <= high);
    }
  }

  @Test
  void aRetryGetsTheSameCopiesAndAnotherStepPatientOrImageOthers() {
    Augmentation augmentation = Augmentation.named("flip+shift2+rotate10", 3);
    long seed = Augmentation.seed(4, 77, 1);
    assertArrayEquals(expand(augmentation, seed), expand(augmentation, seed));
    assertEquals(seed, Augmentation.seed(4, 77, 1));
    for (long other :
        new long[] {
          Augmentation.seed(5, 77, 1), Augmentation.seed(4, 78, 1), Augmentation.seed(4, 77, 2)
        }) {
      assertNotEquals(seed, other);
      assertFalse(Arrays.equals(expand(augmentation, seed), expand(augmentation, other)));
    }
  }

  @Test
  void writesWhereItIsToldAndNowhereElse() {
    float[] buffer = new float[2 + 2 * SHAPE.size() + 1];
    Augmentation.named("rotate5", 2).expand(image, SHAPE, 1, buffer, 2);
    assertEquals(0, buffer[0] + buffer[1] + buffer[buffer.length - 1]);
    assertArrayEquals(image, Arrays.copyOfRange(buffer, 2, 2 + SHAPE.size()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Augmentation.named("rotate5", 3).expand(image, SHAPE, 1, buffer, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "flip", "shift2", "flip+shift2+rotate10", "shift0.5+rotate7.25"})
  void aNameIsReadAndWritten(String name) {
    assertEquals(name, Augmentation.named(name, 4).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "flop", "flip+flip", "shift", "shift-1", "rotate181", "flip+", "none+flip"})
  void otherNamesAreRefused(String name) {
    assertThrows(Refusal.class, () -> Augmentation.named(name, 4));
  }

  @Test
  void copiesAreOneToSixtyFour() {
    assertThrows(Refusal.class, () -> Augmentation.named("flip", 0));
    assertThrows(Refusal.class, () -> Augmentation.named("flip", 65));
  }

  private float[] expand(Augmentation augmentation, long seed) {
    float[] out = new float[augmentation.copies() * SHAPE.size()];
    augmentation.expand(image, SHAPE, seed, out, 0);
    return out;
  }

  private static float[] copy(float[] copies, int number) {
    return Arrays.copyOfRange(copies, number * SHAPE.size(), (number + 1) * SHAPE.size());
  }

  private static float[] mirrored(float[] image) {
    float[] mirrored = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      mirrored[i] = image[i / 7 * 7 + 6 - i % 7];
    }
    return mirrored;
  }
}
