package org.medveil.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.kernels.MatrixKernels.Entries;

/** Products against sums in double, and bits against bits: no number depends on its place. */
class MatrixKernelsTest {
  private static final MatrixKernels KERNELS = MatrixKernels.load().orElseThrow();

  @Property(tries = 300)
  void productsOfAnyShape(
      @ForAll @IntRange(min = 1, max = 70) int m,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll @IntRange(min = 1, max = 1100) int k,
      @ForAll @IntRange(max = 7) int kind) {
    boolean transposeA = (kind & 1) != 0;
    boolean transposeB = (kind & 2) != 0;
    boolean add = (kind & 4) != 0;
    int lda = (transposeA ? m : k) + 2;
    int ldb = (transposeB ? k : n) + 1;
    int ldc = n + 3;
    float[] a = floats(lda * (transposeA ? k : m), 1);
    float[] b = floats(ldb * (transposeB ? n : k), 2);
    float[] c = floats(ldc * m, 3);
    float[] result =
        run(new Gemm(transposeA, transposeB, m, n, k, lda, ldb, ldc, add), a, b, c.clone());
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < ldc; j++) {
        double expected = c[i * ldc + j];
        if (j < n) {
          expected = add ? expected : 0;
          for (int x = 0; x < k; x++) {
            double left = a[transposeA ? x * lda + i : i * lda + x];
            expected += left * b[transposeB ? j * ldb + x : x * ldb + j];
          }
        }
        assertEquals(expected, result[i * ldc + j], 1e-6 * (k + 1), i + ", " + j);
      }
    }
  }

  /** With equal rows and equal columns all numbers of a product are equal, whatever its size. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3", "49", "100", "257", "511", "513", "800", "1024", "1500"})
  void bitsDoNotDependOnThePlaceNorOnTheSize(int k) {
    float[] row = floats(k, 5);
    float[] column = floats(k, 6);
    Float same = null;
    for (int m : new int[] {2, 5, 16, 17, 48, 63, 65, 200}) {
      for (int n : new int[] {2, 3, 16, 31, 64, 65, 130}) {
        for (int kind = 0; kind < 3; kind++) {
          boolean transposeA = kind == 2;
          boolean transposeB = kind == 1;
          float[] a = new float[m * k];
          float[] b = new float[k * n];
          for (int x = 0; x < k; x++) {
            for (int i = 0; i < m; i++) {
              a[transposeA ? x * m + i : i * k + x] = row[x];
            }
            for (int j = 0; j < n; j++) {
              b[transposeB ? j * k + x : x * n + j] = column[x];
            }
          }
          Gemm shape =
              new Gemm(
                  transposeA,
                  transposeB,
                  m,
                  n,
                  k,
                  transposeA ? m : k,
                  transposeB ? k : n,
                  n,
                  false);
          for (float value : run(shape, a, b, new float[m * n])) {
            same = same == null ? value : same;
            assertEquals(same, value, () -> m + " x " + n);
          }
        }
      }
    }
  }

  /** One column is another way to compute: there, too, a row does not know of the others. */
  @Test
  void aColumnOfRowsGivesEachItsOwnBits() {
    int k = 333;
    float[] b = floats(k, 8);
    for (int m : new int[] {1, 2, 64}) {
      float[] a = floats(m * k, 9);
      float[] all = run(new Gemm(false, false, m, 1, k, k, 1, 1, false), a, b, new float[m]);
      float[] first = java.util.Arrays.copyOf(a, k);
      float[] alone = run(new Gemm(false, false, 1, 1, k, k, 1, 1, false), first, b, new float[1]);
      assertEquals(alone[0], all[0]);
    }
  }

  @Test
  void aShapeWhoseRowsOverlapIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Gemm(false, false, 2, 2, 2, 1, 2, 2, false));
    assertThrows(
        IllegalArgumentException.class, () -> new Gemm(false, false, 2, -1, 2, 2, 2, 2, false));
  }

  @Test
  void floatsAreRoundedToEvenAndAddedExactly() {
    long[] sum = {7, 1L << 60, 3, -5};
    try (FloatPointer block = new FloatPointer(2.5f, -0x1p43f)) {
      KERNELS.addRounded(block.address(), 4, sum, new Entries(1, 2));
      assertArrayEquals(new long[] {7, (1L << 60) + 32, 3 - (1L << 47), -5}, sum);
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> KERNELS.addRounded(block.address(), 4, sum, new Entries(3, 2)));
      assertThrows(
          IllegalArgumentException.class,
          () -> KERNELS.addRounded(block.address(), 32, sum, new Entries(0, 2)));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, 0x1p44f, Float.MAX_VALUE})
  void whatIsBeyondTheBoundIsRefused(float bad) {
    try (FloatPointer block = new FloatPointer(1, bad)) {
      assertThrows(
          ArithmeticException.class,
          () -> KERNELS.addRounded(block.address(), 0, new long[2], new Entries(0, 2)));
    }
  }

  @Test
  void aSumThatOverflowsIsRefused() {
    try (FloatPointer block = new FloatPointer(1f)) {
      assertThrows(
          ArithmeticException.class,
          () ->
              KERNELS.addRounded(
                  block.address(), 0, new long[] {Long.MAX_VALUE}, new Entries(0, 1)));
    }
  }

  private static float[] run(Gemm shape, float[] a, float[] b, float[] c) {
    try (FloatPointer left = new FloatPointer(a);
        FloatPointer right = new FloatPointer(b);
        FloatPointer result = new FloatPointer(c)) {
      KERNELS.product(shape, left.address(), right.address(), result.address());
      result.get(c);
      return c;
    }
  }

  private static float[] floats(int count, long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * chance.nextDouble() - 1);
    }
    return values;
  }
}
