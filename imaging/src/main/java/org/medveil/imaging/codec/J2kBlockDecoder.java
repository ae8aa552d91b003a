package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** Decodes code-blocks one after the other; not for two threads at once. */
interface J2kBlockDecoder {
  /**
   * The coefficients of a block, row by row, each times two: the bits that no pass has decided are
   * taken as one half.
   *
   * @return an array that is at least as long as the block is large, valid until the next call
   */
  int[] decode(J2kBlock block, J2kBand band, J2kCoding coding) throws Rejected;

  /** The decoder for blocks that are coded this way. */
  static J2kBlockDecoder of(J2kCoding coding) {
    return coding.has(J2kCoding.HIGH_THROUGHPUT) ? new HtBlockDecoder() : new MqBlockDecoder();
  }
}
