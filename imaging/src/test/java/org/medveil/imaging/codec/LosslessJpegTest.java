package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medveil.imaging.Rejected;

/** All predictors, point transforms, precisions and restart intervals of ISO 10918-1 annex H. */
class LosslessJpegTest {
  private static final int ROWS = 7;
  private static final int COLUMNS = 5;

  /**
   * The image as coded.
   *
   * @param rowsBetween restart markers, 0 for none
   */
  private record Shape(int precision, int samples, int predictor, int point, int rowsBetween) {}

  @Property(tries = 500)
  void samplesComeBack(
      @ForAll @IntRange(min = 2, max = 16) int precision,
      @ForAll boolean colour,
      @ForAll @IntRange(min = 1, max = 7) int predictor,
      @ForAll @IntRange(min = 0, max = 1) int point,
      @ForAll @IntRange(min = 0, max = 3) int rowsBetween,
      @ForAll long seed)
      throws Rejected {
    int samples = colour ? 3 : 1;
    Shape shape = new Shape(precision, samples, predictor, point, rowsBetween);
    int[] values =
        new java.util.SplittableRandom(seed)
            .ints(ROWS * COLUMNS * samples, 0, 1 << precision)
            .map(v -> v >> point << point)
            .toArray();
    PixelModule module =
        new PixelModule(
            colour ? "RGB" : "MONOCHROME2",
            samples,
            ROWS,
            COLUMNS,
            precision <= 8 ? 8 : 16,
            precision,
            precision - 1,
            0,
            0);
    DecodedFrame frame = HuffmanJpeg.lossless(encode(values, shape), PixelFormat.of(module));
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], frame.sample(i));
    }
  }

  private static byte[] encode(int[] values, Shape shape) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int n = shape.samples();
    put(out, 0xFF, 0xD8, 0xFF, 0xC3, 0, 8 + 3 * n, shape.precision(), 0, ROWS, 0, COLUMNS, n);
    for (int c = 0; c < n; c++) {
      put(out, c + 1, 0x11, 0);
    }
    // One Huffman table: all 17 sizes have codes of five bits.
    put(out, 0xFF, 0xC4, 0, 2 + 17 + 17, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    for (int size = 0; size <= 16; size++) {
      out.write(size);
    }
    int interval = shape.rowsBetween() * COLUMNS;
    put(out, 0xFF, 0xDD, 0, 4, 0, interval, 0xFF, 0xDA, 0, 6 + 2 * n, n);
    for (int c = 0; c < n; c++) {
      put(out, c + 1, 0);
    }
    put(out, shape.predictor(), 0, shape.point());
    BitWriter bits = new BitWriter(out);
    int firstRow = 0;
    for (int row = 0; row < ROWS; row++) {
      if (interval > 0 && row > 0 && row % shape.rowsBetween() == 0) {
        bits.flush();
        put(out, 0xFF, 0xD0 + (row / shape.rowsBetween() - 1) % 8);
        firstRow = row;
      }
      for (int i = 0; i < COLUMNS * n; i++) {
        int at = row * COLUMNS * n + i;
        int value = values[at] >> shape.point();
        bits.difference((short) (value - prediction(values, shape, at, firstRow)));
      }
    }
    bits.flush();
    put(out, 0xFF, 0xD9);
    return out.toByteArray();
  }

  private static int prediction(int[] values, Shape shape, int at, int firstRow) {
    int n = shape.samples();
    int row = at / (COLUMNS * n);
    int column = at / n % COLUMNS;
    if (row == firstRow && column == 0) {
      return 1 << shape.precision() - shape.point() - 1;
    }
    int left = column == 0 ? 0 : values[at - n] >> shape.point();
    if (row == firstRow) {
      return left;
    }
    int above = values[at - COLUMNS * n] >> shape.point();
    if (column == 0) {
      return above;
    }
    int corner = values[at - COLUMNS * n - n] >> shape.point();
    return new int[] {
          0,
          left,
          above,
          corner,
          left + above - corner,
          left + (above - corner >> 1),
          above + (left - corner >> 1),
          left + above >> 1
        }
        [shape.predictor()];
  }

  private static void put(ByteArrayOutputStream out, int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
  }

  private static final class BitWriter {
    private final ByteArrayOutputStream out;
    private int held;
    private int count;

    BitWriter(ByteArrayOutputStream out) {
      this.out = out;
    }

    void difference(short difference) {
      int size = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
      bits(size, 5);
      if (size < 16) {
        bits(difference < 0 ? difference - 1 : difference, size);
      }
    }

    private void bits(int value, int length) {
      for (int b = length - 1; b >= 0; b--) {
        held = held << 1 | value >> b & 1;
        if (++count == 8) {
          out.write(held);
          if ((held & 0xff) == 0xff) {
            out.write(0);
          }
          held = 0;
          count = 0;
        }
      }
    }

    void flush() {
      while (count > 0) {
        bits(1, 1);
      }
    }
  }
}
