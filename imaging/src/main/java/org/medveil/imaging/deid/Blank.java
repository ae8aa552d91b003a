package org.medveil.imaging.deid;

/** Writes zeros and remembers whether that changed anything. */
final class Blank {
  private final byte[] bytes;
  private boolean changed;

  Blank(byte[] bytes) {
    this.bytes = bytes;
  }

  /** From inclusive, to exclusive; cut to what is there. */
  void out(int from, int to) {
    for (int i = Math.max(0, from); i < Math.min(to, bytes.length); i++) {
      changed |= bytes[i] != 0;
      bytes[i] = 0;
    }
  }

  boolean changed() {
    return changed;
  }
}
