package org.medveil.imaging.codec;

import java.util.ArrayList;
import java.util.List;
import org.medveil.imaging.Rejected;

/** A tile-component: its resolutions, subbands, precincts and blocks (ISO 15444-1 annex B). */
final class J2kComponent {
  /** Precincts and blocks of one tile-component: four times what 64 x 64 pixels of 4 x 4 need. */
  private static final int MOST = 1 << 20;

  final J2kCoding coding;
  final int x0;
  final int y0;
  final int x1;
  final int y1;
  final List<J2kPrecinct> precincts = new ArrayList<>();
  private final int index;
  private final J2kQuantization quantization;
  private final int precision;
  private long blocks;

  J2kComponent(int index, J2kTileParameters parameters, int[] bounds, int precision)
      throws Rejected {
    this.index = index;
    this.precision = precision;
    coding = parameters.coding(index);
    quantization = parameters.quantization(index);
    x0 = bounds[0];
    y0 = bounds[1];
    x1 = bounds[2];
    y1 = bounds[3];
    for (int r = 0; r <= coding.levels(); r++) {
      resolution(r);
    }
  }

  static int ceil(int value, int shift) {
    return shift > 31 ? value > 0 ? 1 : 0 : (int) ((long) value + (1L << shift) - 1 >> shift);
  }

  /** An edge of the resolution. */
  int edge(int value, int resolution) {
    return ceil(value, coding.levels() - resolution);
  }

  int width(int resolution) {
    return edge(x1, resolution) - edge(x0, resolution);
  }

  int height(int resolution) {
    return edge(y1, resolution) - edge(y0, resolution);
  }

  private void resolution(int r) throws Rejected {
    int px = coding.precincts()[r] & 15;
    int py = coding.precincts()[r] >> 4;
    int left = edge(x0, r);
    int top = edge(y0, r);
    int right = edge(x1, r);
    int bottom = edge(y1, r);
    if (left >= right || top >= bottom) {
      return;
    }
    J2kBand[] bands = bands(r);
    int firstX = left >> px;
    int firstY = top >> py;
    long across = ceil(right, px) - firstX;
    long down = ceil(bottom, py) - firstY;
    if (precincts.size() + across * down > MOST) {
      throw Rejected.limit("more precincts than the decoder takes");
    }
    int scale = coding.levels() - r;
    for (int i = 0; i < across * down; i++) {
      int cellX = firstX + (int) (i % across);
      int cellY = firstY + (int) (i / across);
      J2kPrecinct.Part[] parts = new J2kPrecinct.Part[bands.length];
      for (int b = 0; b < bands.length; b++) {
        parts[b] =
            part(bands[b], cellX, cellY, r == 0 ? new int[] {px, py} : new int[] {px - 1, py - 1});
      }
      long x = Math.max(x0, scale > 31 ? 0 : ((long) cellX << px) << scale);
      long y = Math.max(y0, scale > 31 ? 0 : ((long) cellY << py) << scale);
      precincts.add(new J2kPrecinct(index, r, i, x, y, parts));
    }
  }

  private J2kBand[] bands(int r) throws Rejected {
    J2kBand[] bands = new J2kBand[r == 0 ? 1 : 3];
    int level = r == 0 ? coding.levels() : coding.levels() - r + 1;
    for (int b = 0; b < bands.length; b++) {
      int orientation = r == 0 ? 0 : b + 1;
      int high = orientation & 1;
      int low = orientation >> 1;
      int exponent = quantization.exponent(r, orientation);
      int planes = quantization.guard() + exponent - 1;
      if (planes < 0 || planes > 30) {
        throw Rejected.decode("JPEG 2000 with more bit-planes than the decoder takes");
      }
      float step = 1;
      if (!coding.reversible()) {
        int gain = high + low;
        double mantissa = 1 + quantization.mantissa(r, orientation) / 2048.0;
        step = (float) (mantissa * Math.pow(2, precision + gain - exponent));
      }
      bands[b] =
          new J2kBand(
              orientation,
              bandEdge(x0, level, high),
              bandEdge(y0, level, low),
              bandEdge(x1, level, high),
              bandEdge(y1, level, low),
              planes,
              step,
              high == 1 ? width(r - 1) : 0,
              low == 1 ? height(r - 1) : 0);
    }
    return bands;
  }

  private static int bandEdge(int value, int level, int high) {
    if (level == 0) {
      return value;
    }
    if (level > 31) {
      return value > 0 && high == 0 ? 1 : 0;
    }
    long shifted = value - ((long) high << level - 1);
    return (int) (shifted + (1L << level) - 1 >> level);
  }

  private J2kPrecinct.Part part(J2kBand band, int cellX, int cellY, int[] size) throws Rejected {
    int left = (int) Math.max(band.x0(), (long) cellX << size[0]);
    int right = (int) Math.min(band.x1(), (long) (cellX + 1) << size[0]);
    int top = (int) Math.max(band.y0(), (long) cellY << size[1]);
    int bottom = (int) Math.min(band.y1(), (long) (cellY + 1) << size[1]);
    if (left >= right || top >= bottom) {
      return new J2kPrecinct.Part(band, 0, new J2kBlock[0]);
    }
    int w = Math.min(coding.blockWidth(), size[0]);
    int h = Math.min(coding.blockHeight(), size[1]);
    int across = ceil(right, w) - (left >> w);
    int down = ceil(bottom, h) - (top >> h);
    blocks += (long) across * down;
    if (blocks > MOST) {
      throw Rejected.limit("more code-blocks than the decoder takes");
    }
    J2kBlock[] all = new J2kBlock[across * down];
    for (int i = 0; i < all.length; i++) {
      int bx = (left >> w) + i % across;
      int by = (top >> h) + i / across;
      int x = Math.max(left, bx << w);
      int y = Math.max(top, by << h);
      int width = Math.min(right, bx + 1 << w) - x;
      int height = Math.min(bottom, by + 1 << h) - y;
      all[i] = new J2kBlock(x, y, width, height);
    }
    return new J2kPrecinct.Part(band, across, all);
  }
}
