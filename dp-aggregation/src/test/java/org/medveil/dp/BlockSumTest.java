package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of blocks against arithmetic without bounds. */
class BlockSumTest {
  private static final int MOST = 32;
  private static final float LARGEST = Math.nextDown(0x1p39f);

  @Property(tries = 300)
  void theSumIsThatOfTheRoundedEntries(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = MOST) int blocks,
      @ForAll @IntRange(max = 16) int shift) {
    SplittableRandom chance = new SplittableRandom(seed);
    BlockSum sum = new BlockSum(8, shift, 32);
    long[] actual = {1, -2, 3, -4, 5, 6, 7, 8};
    long[] expected = actual.clone();
    for (int b = 0; b < blocks; b++) {
      float[] block = new float[7];
      for (int i = 0; i < 5; i++) {
        int exponent = chance.nextInt(-30, 39);
        block[i] = (float) Math.scalb(2 * chance.nextDouble() - 1, exponent);
        // Halves are ties, near the borders of the two parts as well.
        block[5] = chance.nextInt(-4, 4) * 0x1p19f + chance.nextInt(-9, 9) / 2f;
        block[6] = chance.nextBoolean() ? LARGEST : -LARGEST;
        expected[1 + i] += exact(block[i], shift);
      }
      expected[6] += exact(block[5], shift);
      expected[7] += exact(block[6], shift);
      add(sum, block, 7);
    }
    sum.flush(actual, 1, 4);
    sum.flush(actual, 5, 3); // goes on where the last one ended
    sum.clear();
    assertArrayEquals(expected, actual);
    sum.flush(actual, 1, 7);
    sum.clear();
    assertArrayEquals(expected, actual, "clear starts anew");
  }

  @Test
  void asManyOfTheLargestAsAllowedAreExactAndOneMoreIsRefused() {
    BlockSum sum = new BlockSum(2, 0, 32);
    for (int b = 0; b < MOST; b++) {
      add(sum, new float[] {LARGEST, -LARGEST}, 2);
    }
    assertThrows(IllegalStateException.class, () -> add(sum, new float[2], 2));
    long[] actual = new long[2];
    sum.flush(actual, 0, 2);
    assertArrayEquals(new long[] {MOST * (long) LARGEST, -MOST * (long) LARGEST}, actual);
  }

  @Test
  void aVectorComesInPieces() {
    int length = BlockSum.PIECE + 3;
    BlockSum sum = new BlockSum(length, 0, 32);
    float[] piece = new float[BlockSum.PIECE];
    Arrays.fill(piece, 5);
    sum.begin();
    sum.add(piece, 0, BlockSum.PIECE);
    sum.add(piece, BlockSum.PIECE, 3);
    assertThrows(IllegalArgumentException.class, () -> sum.add(piece, 7, 1));
    long[] actual = new long[length];
    sum.flush(actual, 0, length - 2);
    sum.flush(actual, length - 2, 2);
    sum.clear();
    for (long entry : actual) {
      assertEquals(5, entry);
    }
  }

  @Test
  void finerUnitsLeaveRoomForFewerBlocks() {
    assertEquals(MOST, new BlockSum(1, new GridGaussian(1, 1, 1000)).mostBlocks());
    assertEquals(2, new BlockSum(1, new GridGaussian(1, 1, 1 << 24)).mostBlocks());
  }

  @Test
  void tiesGoToTheEvenNeighbour() {
    BlockSum sum = new BlockSum(6, 0, 32);
    add(sum, new float[] {0.5f, 1.5f, 2.5f, -0.5f, -1.5f, 0x1p20f + 0.5f}, 6);
    long[] actual = new long[6];
    sum.flush(actual, 0, 6);
    assertArrayEquals(new long[] {0, 2, 2, 0, -2, 1 << 20}, actual);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0x1p45f, -0x1p60f, Float.MAX_VALUE})
  void whatIsBeyondTheBoundIsRefused(float bad) {
    BlockSum sum = new BlockSum(3, 0, 32);
    add(sum, new float[] {1, bad, 1}, 3);
    assertThrows(
        RuntimeException.class,
        () -> {
          sum.flush(new long[3], 0, 3);
          sum.clear();
        });
  }

  @Test
  void aSumThatOverflowsIsRefused() {
    BlockSum sum = new BlockSum(1, 0, 32);
    add(sum, new float[] {1}, 1);
    assertThrows(ArithmeticException.class, () -> sum.flush(new long[] {Long.MAX_VALUE}, 0, 1));
  }

  private static void add(BlockSum sum, float[] block, int length) {
    sum.begin();
    sum.add(block, 0, length);
  }

  private static long exact(float value, int shift) {
    return new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).longValueExact() << shift;
  }
}
