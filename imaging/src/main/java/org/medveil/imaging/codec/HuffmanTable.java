package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** A Huffman table of JPEG, canonical codes of up to 16 bits (ISO 10918-1 annex C and F.2.2.3). */
final class HuffmanTable {
  private static final int LONGEST = 16;
  private static final int FAST = 9;

  private final int[] maxCode = new int[LONGEST + 2];
  private final int[] offset = new int[LONGEST + 1];
  private final byte[] values;

  /** For the next {@code FAST} bits: length << 8 | value, or 0 when the code is longer. */
  private final short[] fast = new short[1 << FAST];

  private HuffmanTable(byte[] values) {
    this.values = values;
  }

  /**
   * @param counts codes of length 1 to 16, starting at {@code at}
   * @param at where the 16 counts and then the values are
   */
  static HuffmanTable of(byte[] data, int at, int end) throws Rejected {
    int total = 0;
    for (int i = 0; i < LONGEST; i++) {
      total += data[at + i] & 0xff;
    }
    if (total > 256 || at + LONGEST + total > end) {
      throw Rejected.decode("a Huffman table is larger than its segment");
    }
    HuffmanTable table =
        new HuffmanTable(java.util.Arrays.copyOfRange(data, at + LONGEST, at + LONGEST + total));
    table.number(data, at);
    return table;
  }

  private void number(byte[] data, int at) throws Rejected {
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      int count = data[at + length - 1] & 0xff;
      if (code + count > 1 << length) {
        throw Rejected.decode("a Huffman table has more codes than fit");
      }
      offset[length] = index - code;
      for (int i = 0; i < count; i++, index++, code++) {
        if (length <= FAST) {
          int first = code << FAST - length;
          short entry = (short) (length << 8 | values[index] & 0xff);
          java.util.Arrays.fill(fast, first, first + (1 << FAST - length), entry);
        }
      }
      maxCode[length] = count == 0 ? -1 : code - 1;
      code <<= 1;
    }
  }

  /** The next symbol, 0–255. */
  int symbol(JpegBits bits) throws Rejected {
    int entry = fast[bits.peek(FAST)];
    if (entry != 0) {
      bits.skip(entry >> 8);
      return entry & 0xff;
    }
    int ahead = bits.peek(LONGEST);
    for (int length = FAST + 1; length <= LONGEST; length++) {
      int code = ahead >> LONGEST - length;
      if (code <= maxCode[length]) {
        bits.skip(length);
        return values[code + offset[length]] & 0xff;
      }
    }
    throw Rejected.decode("a code that is in no Huffman table");
  }
}
