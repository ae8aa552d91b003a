package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * Blocks of 8 x 8 coefficients (ISO 10918-1 annexes A.3 and F.2), transformed in floating point.
 */
final class DctScan implements JpegScan.Unit {
  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };
  private static final double[] BASIS = basis();

  private final JpegPlanes planes;
  private final int largest;
  private final int[] last;
  private final double[] block = new double[64];
  private final double[] half = new double[64];

  DctScan(JpegFrame frame, JpegPlanes planes) {
    this.planes = planes;
    largest = (1 << frame.precision()) - 1;
    last = new int[frame.components().length];
  }

  private static double[] basis() {
    double[] basis = new double[64];
    for (int u = 0; u < 8; u++) {
      for (int x = 0; x < 8; x++) {
        double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
        basis[u * 8 + x] = scale * Math.cos((2 * x + 1) * u * Math.PI / 16);
      }
    }
    return basis;
  }

  @Override
  public int side() {
    return 8;
  }

  @Override
  public void reset(int firstRow) {
    java.util.Arrays.fill(last, 0);
  }

  @Override
  public void decode(JpegBits bits, JpegScan.Part part, int row, int column) throws Rejected {
    if (part.ac() == null || part.quantization() == null) {
      throw Rejected.decode("a JPEG scan names what is not there");
    }
    java.util.Arrays.fill(block, 0);
    int size = part.dc().symbol(bits);
    if (size > 15) {
      throw Rejected.decode("a JPEG difference of too many bits");
    }
    last[part.component()] += bits.signed(size);
    block[0] = (double) last[part.component()] * part.quantization()[0];
    for (int k = 1; k < 64; k++) {
      int symbol = part.ac().symbol(bits);
      int length = symbol & 15;
      if (length == 0 && symbol != 0xF0) {
        break;
      }
      k += symbol >> 4;
      if (k > 63) {
        throw Rejected.decode("a JPEG block of more than 64 coefficients");
      }
      block[ZIGZAG[k]] = (double) bits.signed(length) * part.quantization()[k];
    }
    inverse();
    store(part.component(), row, column);
  }

  private void inverse() {
    for (int v = 0; v < 8; v++) {
      for (int x = 0; x < 8; x++) {
        double sum = 0;
        for (int u = 0; u < 8; u++) {
          sum += block[v * 8 + u] * BASIS[u * 8 + x];
        }
        half[v * 8 + x] = sum;
      }
    }
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        double sum = 0;
        for (int v = 0; v < 8; v++) {
          sum += half[v * 8 + x] * BASIS[v * 8 + y];
        }
        block[y * 8 + x] = sum;
      }
    }
  }

  private void store(int component, int row, int column) {
    short[] samples = planes.samples(component);
    int width = planes.width(component);
    for (int y = 0; y < 8; y++) {
      int at = (row * 8 + y) * width + column * 8;
      for (int x = 0; x < 8; x++) {
        long value = Math.round(block[y * 8 + x]) + (largest + 1) / 2;
        samples[at + x] = (short) Math.max(0, Math.min(largest, value));
      }
    }
  }
}
