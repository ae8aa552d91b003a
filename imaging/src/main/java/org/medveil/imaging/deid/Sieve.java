package org.medveil.imaging.deid;

/**
 * Whether anything looked for may have these three bytes at a place, the case of ASCII letters
 * aside. Says yes too often and never no too often; two bits of memory are all it reads.
 */
final class Sieve {
  private static final int WORDS = 1 << 10;

  private final long[] first = new long[WORDS];
  private final long[] second = new long[WORDS];

  /**
   * @param at place within the needle whose bytes are let through; at least one more follows it
   */
  void mark(byte[] needle, int at) {
    mark(first, needle[at], needle[at + 1]);
    if (at + 2 < needle.length) {
      mark(second, needle[at + 1], needle[at + 2]);
      return;
    }
    for (int any = 0; any < 256; any++) {
      mark(second, needle[at + 1], (byte) any);
    }
  }

  private static void mark(long[] bits, byte a, byte b) {
    set(bits, a, b);
    set(bits, a, upper(b));
    set(bits, upper(a), b);
    set(bits, upper(a), upper(b));
  }

  private static void set(long[] bits, byte a, byte b) {
    bits[(a & 0xff) << 2 | (b & 0xff) >> 6] |= 1L << b;
  }

  /**
   * @param at one more byte follows it
   */
  boolean passes(byte[] file, int at) {
    byte middle = file[at + 1];
    return has(first, file[at], middle)
        && (at + 2 >= file.length || has(second, middle, file[at + 2]));
  }

  private static boolean has(long[] bits, byte a, byte b) {
    return (bits[(a & 0xff) << 2 | (b & 0xff) >> 6] & 1L << b) != 0;
  }

  private static byte upper(byte b) {
    return b >= 'a' && b <= 'z' ? (byte) (b & 0xdf) : b;
  }
}
