package org.medveil.imaging.dataset;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes being written, with lengths that are filled in afterwards. */
final class Sink extends ByteArrayOutputStream {
  Sink() {
    super(8 << 10);
  }

  void putShort(int value, boolean big) {
    write(big ? value >> 8 : value);
    write(big ? value : value >> 8);
  }

  void putInt(int value, boolean big) {
    putShort(big ? value >>> 16 : value, big);
    putShort(big ? value : value >>> 16, big);
  }

  void putTag(int tag, boolean big) {
    putShort(tag >>> 16, big);
    putShort(tag, big);
  }

  /** Overwrites four bytes that were written before. */
  void patchInt(int at, int value, boolean big) {
    for (int i = 0; i < 4; i++) {
      buf[at + i] = (byte) (value >> 8 * (big ? 3 - i : i));
    }
  }

  boolean holds(byte[] bytes) {
    return Arrays.equals(buf, 0, count, bytes, 0, bytes.length);
  }
}
