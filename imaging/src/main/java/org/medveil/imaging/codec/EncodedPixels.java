package org.medveil.imaging.codec;

import java.util.List;

/** The value of (7FE0,0010) as it is in the file (PS3.5 §8, annex A.4). */
public sealed interface EncodedPixels {
  /**
   * Uncompressed, all frames in one run.
   *
   * @param value the bytes, padding included
   * @param swapped big-endian words: 16-bit words (OW), whole samples beyond
   */
  record Native(byte[] value, boolean swapped) implements EncodedPixels {}

  /**
   * Compressed, in fragments.
   *
   * @param basicOffsets the first item: 32-bit offsets, low byte first, or empty
   * @param extendedOffsets (7FE0,0001): 64-bit offsets, low byte first, or empty
   * @param fragments the further items
   */
  record Fragmented(byte[] basicOffsets, byte[] extendedOffsets, List<byte[]> fragments)
      implements EncodedPixels {
    /** Keeps the list as it is now. */
    public Fragmented {
      fragments = List.copyOf(fragments);
    }
  }
}
