package org.medveil.imaging;

/** A colour lookup table (PS3.3 C.7.6.3.1.5), reduced to 8 bit per channel. */
final class Palette {
  private static final int MAX_ENTRIES = 65536;
  private final int first;
  private final byte[][] channels;

  private Palette(int first, byte[][] channels) {
    this.first = first;
    this.channels = channels;
  }

  static Palette of(Elements elements, boolean signed) throws Rejected {
    byte[][] channels = {
      channel(elements, Element.RED_DESCRIPTOR, Element.RED_TABLE),
      channel(elements, Element.GREEN_DESCRIPTOR, Element.GREEN_TABLE),
      channel(elements, Element.BLUE_DESCRIPTOR, Element.BLUE_TABLE)
    };
    // Where stored values are signed the first one mapped is too; the parser reads it unsigned.
    int first = elements.words().get(Element.RED_DESCRIPTOR)[1];
    return new Palette(signed ? (short) first : first, channels);
  }

  private static byte[] channel(Elements elements, Element descriptor, Element table)
      throws Rejected {
    int[] described = elements.words().get(descriptor);
    int[] words = elements.words().get(table);
    if (described == null || described.length < 3 || words == null) {
      throw Rejected.format("a colour table is absent or segmented");
    }
    int entries = described[0] == 0 ? MAX_ENTRIES : described[0];
    int bits = described[2];
    boolean packed = bits == 8 && words.length < entries;
    if (bits != 8 && bits != 16 || words.length * (packed ? 2 : 1) < entries) {
      throw Rejected.format("a colour table contradicts its descriptor");
    }
    byte[] channel = new byte[entries];
    for (int i = 0; i < entries; i++) {
      int word = packed ? words[i / 2] >> 8 * (i % 2) : words[i];
      channel[i] = (byte) (bits == 16 ? word >> 8 : word);
    }
    return channel;
  }

  /** The colour of an index; indices outside the table take its nearest end. */
  byte colour(int index, int channel) {
    byte[] table = channels[channel];
    return table[Math.max(0, Math.min(index - first, table.length - 1))];
  }
}
