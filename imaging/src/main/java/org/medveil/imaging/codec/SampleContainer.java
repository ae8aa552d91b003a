package org.medveil.imaging.codec;

/** The bytes a decoded value is put into: as many as BitsAllocated says, low byte first. */
final class SampleContainer {
  private final int bytes;
  private final int unused;
  private final boolean extend;
  private final byte[] out;

  /**
   * @param precision bits of a value as the codestream has it
   */
  SampleContainer(PixelFormat format, int precision) {
    bytes = format.bytes();
    unused = 32 - precision;
    // A codestream without signs holds the stored bits alone; the file's values go on by sign.
    extend = format.signed() && precision == format.bitsStored();
    out = new byte[format.frameBytes()];
  }

  /** Stores a bit pattern of the codestream's precision. */
  void put(int index, int pattern) {
    int value = extend ? pattern << unused >> unused : pattern;
    if (bytes == 1) {
      out[index] = (byte) value;
      return;
    }
    out[index * bytes] = (byte) value;
    out[index * bytes + 1] = (byte) (value >> 8);
    for (int b = 2; b < bytes; b++) {
      out[index * bytes + b] = (byte) (value >> 8 * b);
    }
  }

  byte[] bytes() {
    return out;
  }
}
