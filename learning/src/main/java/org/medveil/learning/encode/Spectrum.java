package org.medveil.learning.encode;

/**
 * A two-dimensional spectrum cut into tiles of equal size, so that subsampling (adding up aliases)
 * is adding up tiles. Tile (a, b) holds horizontal frequencies {@code a w .. a w + w-1} and
 * vertical frequencies {@code b h .. b h + h-1}; within a tile the vertical frequency runs fastest.
 */
final class Spectrum {
  private final int tilesPerAxis;
  private final int tileWidth;
  private final int tileHeight;
  private final float[][] re;
  private final float[][] im;

  Spectrum(ScatteringGeometry geometry, int level) {
    this.tilesPerAxis = geometry.tilesAt(level);
    this.tileWidth = geometry.tileWidth();
    this.tileHeight = geometry.tileHeight();
    this.re = new float[tilesPerAxis * tilesPerAxis][tileWidth * tileHeight];
    this.im = new float[tilesPerAxis * tilesPerAxis][tileWidth * tileHeight];
  }

  /** Takes a real spectrum, such as a filter's, from row-major height x width. */
  void setReal(double[] rowMajor, double factor) {
    int width = tilesPerAxis * tileWidth;
    for (int i = 0; i < rowMajor.length; i++) {
      int ky = i / width;
      int kx = i % width;
      re[tile(kx, ky)][within(kx, ky)] = (float) (rowMajor[i] * factor);
    }
  }

  /** Real parts by tile. */
  float[][] real() {
    return re;
  }

  /** Takes one spectrum whose rows are horizontal frequencies, from column {@code from} on. */
  void set(Planes z, int from) {
    for (int kx = 0; kx < tilesPerAxis * tileWidth; kx++) {
      for (int b = 0; b < tilesPerAxis; b++) {
        int tile = tile(kx, b * tileHeight);
        int at = from + b * tileHeight;
        System.arraycopy(z.re()[kx], at, re[tile], within(kx, 0), tileHeight);
        System.arraycopy(z.im()[kx], at, im[tile], within(kx, 0), tileHeight);
      }
    }
  }

  /**
   * Splits the spectra of two real images that were transformed as one complex image {@code a + i
   * b}.
   *
   * @param z rows are horizontal frequencies
   * @param from first column of this image in each row
   */
  static void unpack(Planes z, int from, Spectrum a, Spectrum b) {
    int width = a.tilesPerAxis * a.tileWidth;
    int height = a.tilesPerAxis * a.tileHeight;
    for (int kx = 0; kx < width; kx++) {
      float[] re = z.re()[kx];
      float[] im = z.im()[kx];
      float[] mirroredRe = z.re()[(width - kx) % width];
      float[] mirroredIm = z.im()[(width - kx) % width];
      for (int ky = 0; ky < height; ky++) {
        int at = from + ky;
        int mirror = from + (ky == 0 ? 0 : height - ky);
        int tile = a.tile(kx, ky);
        int i = a.within(kx, ky);
        a.re[tile][i] = .5f * (re[at] + mirroredRe[mirror]);
        a.im[tile][i] = .5f * (im[at] - mirroredIm[mirror]);
        b.re[tile][i] = .5f * (im[at] + mirroredIm[mirror]);
        b.im[tile][i] = .5f * (mirroredRe[mirror] - re[at]);
      }
    }
  }

  /**
   * Multiplies with a filter and keeps every {@code tilesPerAxis/target}-th sample in space.
   *
   * @param filter of this spectrum's size
   * @param targetTiles tiles along one axis of the result
   * @param product scratch of one tile
   * @param out rows are horizontal frequencies
   * @param to first column of the result in each row
   */
  void filterInto(Spectrum filter, int targetTiles, Planes product, Planes out, int to) {
    float[] sumRe = product.re()[0];
    float[] sumIm = product.im()[0];
    int length = sumRe.length;
    for (int p = 0; p < targetTiles; p++) {
      for (int q = 0; q < targetTiles; q++) {
        for (int a = p; a < tilesPerAxis; a += targetTiles) {
          for (int b = q; b < tilesPerAxis; b += targetTiles) {
            int t = a * tilesPerAxis + b;
            if (a == p && b == q) {
              Rows.scale(re[t], im[t], filter.re[t], sumRe, sumIm, length);
            } else {
              Rows.addScaled(re[t], im[t], filter.re[t], sumRe, sumIm, length);
            }
          }
        }
        for (int x = 0; x < tileWidth; x++) {
          int row = p * tileWidth + x;
          int column = to + q * tileHeight;
          System.arraycopy(sumRe, x * tileHeight, out.re()[row], column, tileHeight);
          System.arraycopy(sumIm, x * tileHeight, out.im()[row], column, tileHeight);
        }
      }
    }
  }

  private int tile(int kx, int ky) {
    return kx / tileWidth * tilesPerAxis + ky / tileHeight;
  }

  private int within(int kx, int ky) {
    return kx % tileWidth * tileHeight + ky % tileHeight;
  }
}
