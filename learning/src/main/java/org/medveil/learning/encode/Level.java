package org.medveil.learning.encode;

import java.util.Arrays;

/**
 * The workshop for images subsampled {@code level} times by two: transforms between space and
 * frequency, the low pass, and the buffers they reuse.
 */
final class Level {
  private final int height;
  private final int width;
  private final RowFft vertical;
  private final RowFft horizontal;
  private final LowPass lowPass;
  private final Planes one;
  private final Planes other;

  Level(ScatteringGeometry geometry, int level, int mostImages) {
    this.height = geometry.height() >> level;
    this.width = geometry.width() >> level;
    int longest = mostImages * Math.max(height, width);
    this.vertical = new RowFft(height, longest);
    this.horizontal = new RowFft(width, longest);
    this.lowPass = new LowPass(geometry, level, mostImages);
    this.one = Planes.of(Math.max(height, width), longest);
    this.other = Planes.of(Math.max(height, width), longest);
  }

  /** Where a caller lays spectra before {@link #modulus} or images before {@link #spectra}. */
  Planes bench() {
    return one;
  }

  LowPass lowPass() {
    return lowPass;
  }

  /**
   * Back into space and to absolute values.
   *
   * @param count spectra side by side on the bench; rows are horizontal frequencies, unnormalised
   * @return rows of images, {@code count} side by side; valid until the bench is used again
   */
  float[][] modulus(int count) {
    // Exchanging real and imaginary parts turns the forward transform into the inverse one.
    Planes in = one.swapped();
    Planes free = other.swapped();
    Planes half = horizontal.transform(in, free, count * height);
    Planes turned = half == in ? free : in;
    half.transpose(width, height, count, turned);
    Planes done = vertical.transform(turned, half, count * width);
    float[][] out = done.re();
    for (int row = 0; row < height; row++) {
      Rows.modulus(done.re()[row], done.im()[row], out[row], count * width);
    }
    return out;
  }

  /**
   * Into frequency: packs images two by two into complex ones and transforms them.
   *
   * @param images rows of images, {@code spectra.length} side by side, as {@link #modulus} left
   *     them
   * @param spectra receives one spectrum each
   */
  void spectra(float[][] images, Spectrum[] spectra) {
    int pairs = (spectra.length + 1) / 2;
    Planes packed = one.re() == images || one.im() == images ? other : one;
    for (int row = 0; row < height; row++) {
      for (int i = 0; i < 2 * pairs; i++) {
        float[] target = i % 2 == 0 ? packed.re()[row] : packed.im()[row];
        int to = i / 2 * width;
        if (i < spectra.length) {
          System.arraycopy(images[row], i * width, target, to, width);
        } else {
          Arrays.fill(target, to, to + width, 0f);
        }
      }
    }
    Planes z = forward(packed, pairs);
    for (int pair = 0; pair < pairs; pair++) {
      if (2 * pair + 1 < spectra.length) {
        Spectrum.unpack(z, pair * height, spectra[2 * pair], spectra[2 * pair + 1]);
      } else {
        spectra[2 * pair].set(z, pair * height);
      }
    }
  }

  private Planes forward(Planes in, int count) {
    Planes free = in == one ? other : one;
    Planes half = vertical.transform(in, free, count * width);
    Planes turned = half == in ? free : in;
    half.transpose(height, width, count, turned);
    return horizontal.transform(turned, half, count * height);
  }
}
