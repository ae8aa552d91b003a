package org.medveil.learning.encode;

import java.util.Arrays;

/**
 * The two-dimensional wavelet scattering transform of order 2 (J. Bruna and S. Mallat, Invariant
 * Scattering Convolution Networks, IEEE TPAMI 35(8), 2013), with the filters, padding and order of
 * paths of kymatio 0.3.0: {@code S0 = x * phi}, {@code S1 = |x * psi1| * phi}, {@code S2 = ||x *
 * psi1| * psi2| * phi} for scales {@code j2 > j1}. Computed in float; reuses buffers, so one thread
 * at a time.
 */
final class ScatteringTransform {
  private static final int ANGLES = MorletFilters.ANGLES;

  private final ScatteringGeometry geometry;
  private final Level[] levels;

  /** By level of the input, scale and angle. */
  private final Spectrum[][][] wavelets;

  private final Spectrum[] image;
  private final Spectrum[][] moduli;
  private final Planes product;

  ScatteringTransform(ScatteringGeometry geometry) {
    this.geometry = geometry;
    int scales = geometry.scales();
    this.levels = new Level[scales];
    this.wavelets = new Spectrum[scales][scales][];
    this.moduli = new Spectrum[scales][ANGLES];
    for (int level = 0; level < scales; level++) {
      levels[level] = new Level(geometry, level, ANGLES);
      for (int theta = 0; theta < ANGLES; theta++) {
        moduli[level][theta] = new Spectrum(geometry, level);
      }
    }
    this.image = new Spectrum[] {new Spectrum(geometry, 0)};
    this.product = Planes.of(1, geometry.tileHeight() * geometry.tileWidth());
    buildWavelets();
  }

  /** Number of coefficient maps: {@code 1 + 8 J + 64 J (J-1) / 2}. */
  int paths() {
    int scales = geometry.scales();
    return 1 + ANGLES * scales + ANGLES * ANGLES * scales * (scales - 1) / 2;
  }

  /**
   * Transforms one channel.
   *
   * @param padded rows of the padded image; left alone
   * @param out receives {@link #paths()} maps of mapHeight x mapWidth, row-major
   */
  void transform(float[][] padded, float[] out) {
    int map = geometry.mapHeight() * geometry.mapWidth();
    int scales = geometry.scales();
    levels[0].lowPass().apply(padded, 1, out, 0);
    levels[0].spectra(padded, image);
    int second = 1 + ANGLES * scales;
    for (int j1 = 0; j1 < scales; j1++) {
      float[][] first = filtered(image[0], 0, j1);
      levels[j1].lowPass().apply(first, ANGLES, out, (1 + ANGLES * j1) * map);
      if (j1 == scales - 1) {
        break;
      }
      levels[j1].spectra(first, moduli[j1]);
      for (Spectrum u1 : moduli[j1]) {
        for (int j2 = j1 + 1; j2 < scales; j2++) {
          levels[j2].lowPass().apply(filtered(u1, j1, j2), ANGLES, out, second * map);
          second += ANGLES;
        }
      }
    }
  }

  /** Everything that decides the output, for the encoder's fingerprint. */
  void describe(Fingerprint fingerprint) {
    for (int level = 0; level < levels.length; level++) {
      levels[level].lowPass().describe(fingerprint);
      for (Spectrum[] scale : wavelets[level]) {
        for (int theta = 0; scale != null && theta < ANGLES; theta++) {
          for (float[] tile : scale[theta].real()) {
            fingerprint.floats(tile);
          }
        }
      }
    }
  }

  /** All angles of one scale at once. */
  private float[][] filtered(Spectrum input, int level, int scale) {
    Level target = levels[scale];
    int columns = geometry.height() >> scale;
    for (int theta = 0; theta < ANGLES; theta++) {
      input.filterInto(
          wavelets[level][scale][theta],
          geometry.tilesAt(scale),
          product,
          target.bench(),
          theta * columns);
    }
    return target.modulus(ANGLES);
  }

  private void buildWavelets() {
    MorletFilters filters = new MorletFilters(geometry);
    int scales = geometry.scales();
    for (int j = 0; j < scales; j++) {
      for (int level = 0; level == 0 || level < j; level++) {
        wavelets[level][j] = new Spectrum[ANGLES];
      }
      for (int theta = 0; theta < ANGLES; theta++) {
        double[] full = filters.wavelet(j, theta);
        for (int level = 0; level == 0 || level < j; level++) {
          Plane reduced = new Plane(geometry.height(), geometry.width(), full).reduce(level);
          Spectrum filter = new Spectrum(geometry, level);
          // The inverse transform's 1/n and the mean over aliases, taken here once for all.
          filter.setReal(reduced.values(), 1.0 / reduced.values().length);
          wavelets[level][j][theta] = filter;
        }
      }
    }
  }

  private record Plane(int height, int width, double[] values) {
    Plane reduce(int level) {
      int keptHeight = height >> level;
      int keptWidth = width >> level;
      double[][] narrow = new double[height][];
      for (int y = 0; y < height; y++) {
        narrow[y] =
            MorletFilters.reduce(Arrays.copyOfRange(values, y * width, (y + 1) * width), level);
      }
      double[] out = new double[keptHeight * keptWidth];
      double[] column = new double[height];
      for (int x = 0; x < keptWidth; x++) {
        for (int y = 0; y < height; y++) {
          column[y] = narrow[y][x];
        }
        double[] kept = MorletFilters.reduce(column, level);
        for (int y = 0; y < keptHeight; y++) {
          out[y * keptWidth + x] = kept[y];
        }
      }
      return new Plane(keptHeight, keptWidth, out);
    }
  }
}
