package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/**
 * The frame header of a Huffman-coded JPEG image (ISO 10918-1 B.2.2).
 *
 * @param process the marker: C0, C1 sequential, C3 lossless
 * @param precision bits per sample
 * @param rows lines
 * @param columns samples in a line
 * @param components in the order of the header
 */
record JpegFrame(int process, int precision, int rows, int columns, Component[] components) {
  /**
   * @param id as scans name it
   * @param across samples in one unit, horizontally
   * @param down samples in one unit, vertically
   * @param quantization table number
   */
  record Component(int id, int across, int down, int quantization) {}

  static JpegFrame of(byte[] data, int at, int end, int process) throws Rejected {
    int count = end - at >= 6 ? data[at + 5] & 0xff : 0;
    if (count < 1 || count > 4 || end - at < 6 + 3 * count) {
      throw Rejected.decode("a JPEG frame header of the wrong length");
    }
    Component[] components = new Component[count];
    for (int i = 0; i < count; i++) {
      int from = at + 6 + 3 * i;
      int sampling = data[from + 1] & 0xff;
      components[i] =
          new Component(
              data[from] & 0xff, sampling >> 4, sampling & 15, Math.min(data[from + 2] & 0xff, 4));
      if (components[i].across < 1 || components[i].across > 4) {
        throw Rejected.decode("a JPEG sampling factor is out of range");
      }
      if (components[i].down < 1 || components[i].down > 4) {
        throw Rejected.decode("a JPEG sampling factor is out of range");
      }
    }
    return new JpegFrame(
        process, data[at] & 0xff, u16(data, at + 1), u16(data, at + 3), components);
  }

  int maxAcross() {
    int most = 1;
    for (Component component : components) {
      most = Math.max(most, component.across);
    }
    return most;
  }

  int maxDown() {
    int most = 1;
    for (Component component : components) {
      most = Math.max(most, component.down);
    }
    return most;
  }

  private static int u16(byte[] data, int at) {
    return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
  }
}
