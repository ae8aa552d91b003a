package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * Image and tile size (ISO 15444-1 A.5.1), which must agree with the pixel module.
 *
 * @param area left, top, right, bottom of the image on the reference grid
 * @param tile left, top, width, height of the first tile
 * @param components 1 or 3, none subsampled
 * @param precision bits of each
 * @param signed two's complement
 */
record J2kSize(int[] area, int[] tile, int components, int precision, boolean signed) {
  private static final int MOST_TILES = 65535;
  private static final int LARGEST = 1 << 30;

  static J2kSize of(byte[] data, int at, int end, PixelFormat format) throws Rejected {
    int count = format.samples();
    if (end - at != 36 + 3 * count || u16(data, at + 34) != count) {
      throw contradiction();
    }
    int[] area = {u31(data, at + 10), u31(data, at + 14), u31(data, at + 2), u31(data, at + 6)};
    int[] tile = {u31(data, at + 26), u31(data, at + 30), u31(data, at + 18), u31(data, at + 22)};
    if (area[2] - area[0] != format.columns() || area[3] - area[1] != format.rows()) {
      throw contradiction();
    }
    if (tile[2] == 0 || tile[3] == 0 || tile[0] > area[0] || tile[1] > area[1]) {
      throw Rejected.decode("JPEG 2000 tiles that do not cover the image");
    }
    int depth = data[at + 36] & 0xff;
    for (int c = 0; c < count; c++) {
      int from = at + 36 + 3 * c;
      if (data[from + 1] != 1 || data[from + 2] != 1 || (data[from] & 0xff) != depth) {
        throw Rejected.format("JPEG 2000 components of different depth or size");
      }
    }
    int precision = (depth & 0x7f) + 1;
    if (precision > Math.min(16, format.bitsAllocated())) {
      throw contradiction();
    }
    J2kSize size = new J2kSize(area, tile, count, precision, depth > 0x7f);
    if ((long) size.across() * size.down() > MOST_TILES) {
      throw Rejected.limit("more tiles than the standard allows");
    }
    return size;
  }

  private static Rejected contradiction() {
    return Rejected.decode("the JPEG 2000 header contradicts the pixel module");
  }

  int across() {
    return (int) (((long) area[2] - tile[0] + tile[2] - 1) / tile[2]);
  }

  int down() {
    return (int) (((long) area[3] - tile[1] + tile[3] - 1) / tile[3]);
  }

  /** Left, top, right, bottom of a tile on the reference grid. */
  int[] bounds(int index) throws Rejected {
    long x = tile[0] + (long) (index % across()) * tile[2];
    long y = tile[1] + (long) (index / across()) * tile[3];
    int left = (int) Math.max(x, area[0]);
    int top = (int) Math.max(y, area[1]);
    int right = (int) Math.min(x + tile[2], area[2]);
    int bottom = (int) Math.min(y + tile[3], area[3]);
    if (left >= right || top >= bottom) {
      throw Rejected.decode("a JPEG 2000 tile without pixels");
    }
    return new int[] {left, top, right, bottom};
  }

  private static int u16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }

  private static int u31(byte[] data, int at) {
    int value = u16(data, at) << 16 | u16(data, at + 2);
    // Offsets and sizes beyond this are of no real image.
    return value < 0 ? LARGEST : Math.min(value, LARGEST);
  }
}
