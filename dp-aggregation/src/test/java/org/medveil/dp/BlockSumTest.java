package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.dp.BlockSum.Entries;

/** Sums of blocks against arithmetic without bounds. */
class BlockSumTest {
  private static final float LARGEST = Math.nextDown(0x1p43f);

  @Property(tries = 300)
  void theSumIsThatOfTheRoundedEntries(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int blocks,
      @ForAll @IntRange(max = 14) int shift) {
    SplittableRandom chance = new SplittableRandom(seed);
    BlockSum sum = new BlockSum(shift);
    long[] actual = {1, -2, 3, -4, 5, 6, 7, 8};
    long[] expected = actual.clone();
    for (int b = 0; b < blocks; b++) {
      float[] block = new float[8];
      for (int i = 0; i < 8; i++) {
        int exponent = chance.nextInt(-30, 43);
        block[i] = (float) Math.scalb(2 * chance.nextDouble() - 1, exponent);
      }
      block[5] = chance.nextInt(-4, 4) * 0x1p19f + chance.nextInt(-9, 9) / 2f; // ties
      block[6] = chance.nextBoolean() ? LARGEST : -LARGEST;
      for (int i = 1; i < 8; i++) {
        expected[i] += exact(block[i], shift);
      }
      sum.add(block, 1, actual, new Entries(1, 4));
      sum.add(block, 5, actual, new Entries(5, 3));
    }
    assertArrayEquals(expected, actual);
  }

  @Test
  void unitsFollowFromTheGrid() {
    assertEquals(5, new BlockSum(new GridGaussian(1, 1, 1000)).shift());
    assertEquals(1, new BlockSum(new GridGaussian(1, 1, 1 << 24)).shift());
    assertThrows(IllegalArgumentException.class, () -> new BlockSum(-1));
    assertThrows(IllegalArgumentException.class, () -> new BlockSum(32));
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    long[] actual = new long[6];
    new BlockSum(0)
        .add(
            new float[] {0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 0x1p20f + 0.5f},
            0,
            actual,
            new Entries(0, 6));
    assertArrayEquals(new long[] {0, 2, 2, 0, -2, 1 << 20}, actual);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0x1p44f, -0x1p60f, Float.MAX_VALUE})
  void whatIsBeyondTheBoundIsRefused(float bad) {
    assertThrows(
        ArithmeticException.class,
        () -> new BlockSum(0).add(new float[] {1, bad, 1}, 0, new long[3], new Entries(0, 3)));
  }

  @Test
  void aSumThatOverflowsIsRefused() {
    assertThrows(
        ArithmeticException.class,
        () ->
            new BlockSum(0)
                .add(new float[] {1}, 0, new long[] {Long.MAX_VALUE}, new Entries(0, 1)));
  }

  private static long exact(float value, int shift) {
    return new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).longValueExact() << shift;
  }
}
