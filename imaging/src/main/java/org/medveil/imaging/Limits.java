package org.medveil.imaging;

/** How much a single file may ask of the reader. Beyond: {@code LIMIT_EXCEEDED}. */
public final class Limits {
  /** Bytes taken from one stream. */
  public static final long FILE_BYTES = 512L << 20;

  /**
   * Bytes of one object that {@link DicomReader#readFrames} holds at a time, stored or inflated. It
   * keeps the pixel data of all frames until the last one is decoded.
   */
  public static final long OBJECT_BYTES = 256L << 20;

  /** Bytes in front of the pixel data, after inflation. */
  public static final long HEADER_BYTES = 64L << 20;

  /**
   * Elements of one data set, nested ones included; an item counts as four. Bounds what a crowd of
   * empty elements costs in memory.
   */
  public static final int ELEMENTS = 1 << 22;

  /** Nested sequences. Real objects stay below 10. */
  public static final int DEPTH = 32;

  /** Bytes of one text value that is kept. */
  public static final int TEXT_BYTES = 64 << 10;

  /** Bytes of one lookup table: 65536 entries of 16 bit, and some slack. */
  public static final int TABLE_BYTES = 160 << 10;

  /** Samples (rows x columns x channels) of one frame: 8192 x 8192 in one channel. */
  public static final long FRAME_SAMPLES = 1L << 26;

  /** Bytes of one decoded frame: as many samples of 16 bit. */
  public static final long FRAME_BYTES = 2 * FRAME_SAMPLES;

  /**
   * A deflated data set may grow to {@code INFLATE_FLOOR + INFLATE_RATIO x compressed bytes}. The
   * floor lets an all-black image through, the ratio stops a bomb (deflate reaches 1032).
   */
  public static final long INFLATE_FLOOR = 32L << 20;

  /** See {@link #INFLATE_FLOOR}. */
  public static final long INFLATE_RATIO = 20;

  /** Delimiters where elements should be: a file made of them would keep the reader busy. */
  public static final int STRAY_DELIMITERS = 4096;

  private Limits() {}
}
