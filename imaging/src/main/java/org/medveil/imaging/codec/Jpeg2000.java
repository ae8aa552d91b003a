package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * JPEG 2000 part 1 (ISO 15444-1): all progressions, tiles, layers and block styles; both wavelets,
 * both colour transforms; and part 15 (ISO 15444-15, high throughput) with one set in a block.
 * Regions of interest, changed progressions, packed packet headers and subsampled components are
 * refused. Checked against OpenJPEG on public files.
 */
final class Jpeg2000 {
  private static final int SOC = 0xFF4F;
  private static final int SIZ = 0xFF51;
  private static final int SOT = 0xFF90;
  private static final int SOD = 0xFF93;
  private static final int EOC = 0xFFD9;

  private final byte[] data;
  private final PixelFormat format;
  private J2kSize size;
  private J2kTileParameters parameters;
  private J2kTile[] tiles;

  private Jpeg2000(byte[] data, PixelFormat format) {
    this.data = data;
    this.format = format;
  }

  static DecodedFrame decode(byte[] data, PixelFormat format) throws Rejected {
    return new Jpeg2000(data, format).decode();
  }

  private DecodedFrame decode() throws Rejected {
    Jp2Boxes boxes = Jp2Boxes.of(data, format.samples());
    read(boxes.start(), boxes.end());
    SampleContainer out = new SampleContainer(format, size.precision());
    for (J2kTile tile : tiles) {
      if (tile == null) {
        throw Rejected.decode("the JPEG 2000 image lacks a tile");
      }
      store(tile, boxes.channels(), out);
    }
    return new DecodedFrame(format.decoded(), out.bytes());
  }

  private void read(int start, int end) throws Rejected {
    if (end - start < 4 || u16(start) != SOC) {
      throw Rejected.decode("the fragment is not a JPEG 2000 image");
    }
    int at = start + 2;
    while (at + 4 <= end) {
      int marker = u16(at);
      if (marker == EOC) {
        break;
      }
      int next = at + 2 + u16(at + 2);
      if (marker < 0xFF01 || next < at + 4 || next > end) {
        throw Rejected.decode("a JPEG 2000 segment is longer than the image");
      }
      if (marker == SIZ) {
        if (size != null) {
          throw Rejected.decode("a second JPEG 2000 header");
        }
        size = J2kSize.of(data, at + 4, next, format);
        parameters = new J2kTileParameters(size.components());
      } else if (size == null) {
        throw Rejected.decode("the JPEG 2000 image does not begin with its size");
      } else if (marker == SOT) {
        next = tilePart(at, next, end);
      } else {
        parameters.segment(marker, data, at + 4, next);
      }
      at = next;
    }
    if (tiles == null) {
      throw Rejected.decode("the JPEG 2000 image has no tiles");
    }
  }

  /** Returns where the next marker is. */
  private int tilePart(int sot, int afterSot, int end) throws Rejected {
    if (afterSot - sot != 12) {
      throw Rejected.decode("a JPEG 2000 tile-part header of the wrong length");
    }
    if (tiles == null) {
      tiles = new J2kTile[size.across() * size.down()];
    }
    int index = u16(sot + 4);
    long length = (u16(sot + 6) & 0xffffL) << 16 | u16(sot + 8);
    long behind = length == 0 ? endOfCode(end) : sot + length;
    if (index >= tiles.length || behind > end) {
      throw Rejected.decode("a JPEG 2000 tile-part that leaves the image");
    }
    if (tiles[index] == null) {
      tiles[index] = new J2kTile(parameters, size.bounds(index));
    }
    int at = afterSot;
    while (at + 2 <= behind && u16(at) != SOD) {
      int next = at + 4 <= behind ? at + 2 + u16(at + 2) : 0;
      if (next < at + 4 || next > behind) {
        throw Rejected.decode("a JPEG 2000 segment is longer than its tile-part");
      }
      tiles[index].parameters().segment(u16(at), data, at + 4, next);
      at = next;
    }
    if (at + 2 > behind) {
      throw Rejected.decode("a JPEG 2000 tile-part without data");
    }
    tiles[index].append(data, at + 2, (int) behind);
    return (int) behind;
  }

  private int endOfCode(int end) {
    int last = end;
    while (last > 2 && data[last - 1] == 0) {
      last--;
    }
    return last >= 2 && u16(last - 2) == EOC ? last - 2 : end;
  }

  private void store(J2kTile tile, int[] channels, SampleContainer out) throws Rejected {
    int[][] planes = tile.decode(size);
    int[] bounds = tile.bounds();
    int width = bounds[2] - bounds[0];
    int shift = size.signed() ? 0 : 1 << size.precision() - 1;
    int lowest = size.signed() ? -(1 << size.precision() - 1) : 0;
    int highest = lowest + (1 << size.precision()) - 1;
    int pixel = (bounds[1] - size.area()[1]) * format.columns() + bounds[0] - size.area()[0];
    for (int row = bounds[1], i = 0; row < bounds[3]; row++, pixel += format.columns()) {
      for (int x = 0; x < width; x++, i++) {
        for (int c = 0; c < planes.length; c++) {
          int value = Math.max(lowest, Math.min(highest, planes[c][i] + shift));
          out.put((pixel + x) * planes.length + channels[c], value);
        }
      }
    }
  }

  private int u16(int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }
}
