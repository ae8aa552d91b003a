package org.medveil.imaging;

/** How much a single file may ask of the reader. Beyond: {@code LIMIT_EXCEEDED}. */
final class Limits {
  /** Bytes taken from one stream. */
  static final long FILE_BYTES = 512L << 20;

  /** Bytes in front of the pixel data, after inflation. */
  static final long HEADER_BYTES = 64L << 20;

  /** Nested sequences. Real objects stay below 10. */
  static final int DEPTH = 32;

  /** Bytes of one text value that is kept. */
  static final int TEXT_BYTES = 64 << 10;

  /** Bytes of one lookup table: 65536 entries of 16 bit, and some slack. */
  static final int TABLE_BYTES = 160 << 10;

  /** Samples (rows x columns x channels) of one frame: 8192 x 8192 in one channel. */
  static final long FRAME_SAMPLES = 1L << 26;

  /**
   * A deflated data set may grow to {@code INFLATE_FLOOR + INFLATE_RATIO x compressed bytes}. The
   * floor lets an all-black image through, the ratio stops a bomb (deflate reaches 1032).
   */
  static final long INFLATE_FLOOR = 32L << 20;

  static final long INFLATE_RATIO = 20;

  /** Reads the parser may do without delivering a single element. */
  static final int IDLE_READS = 4096;

  private Limits() {}
}
