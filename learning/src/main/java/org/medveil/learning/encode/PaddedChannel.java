package org.medveil.learning.encode;

/** One channel of an image, scaled to 0..1 and padded; the buffer is used again by the next one. */
final class PaddedChannel {
  private final ScatteringGeometry geometry;
  private final float[][] rows;

  PaddedChannel(ScatteringGeometry geometry) {
    this.geometry = geometry;
    this.rows = new float[geometry.height()][geometry.width()];
  }

  float[][] channel(EncoderInput in, int channel) {
    byte[] pixels = in.pixels();
    int[] columns = geometry.columnOf();
    for (int y = 0; y < rows.length; y++) {
      int start = geometry.rowOf()[y] * in.width();
      for (int x = 0; x < columns.length; x++) {
        rows[y][x] = (pixels[(start + columns[x]) * in.channels() + channel] & 0xff) / 255f;
      }
    }
    return rows;
  }
}
