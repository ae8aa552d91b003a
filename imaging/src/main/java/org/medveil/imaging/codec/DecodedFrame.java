package org.medveil.imaging.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The samples of one frame: interleaved by pixel, rows from the top, low byte first, each sample in
 * {@link PixelFormat#bytes()} bytes. No rescale, window or colour conversion is applied. Whoever
 * gets the array may write to it: a frame is masked in place.
 *
 * @param format of these samples: never planar, never subsampled
 * @param bytes rows x columns x samples x bytes
 */
public record DecodedFrame(PixelFormat format, byte[] bytes) {
  /** Checks the length. */
  public DecodedFrame {
    if (format.planar() || format.subsampled() || bytes.length != format.frameBytes()) {
      throw new IllegalArgumentException("samples do not fill the frame");
    }
  }

  /** Number of samples, all channels together. */
  public int count() {
    return format.pixels() * format.samples();
  }

  /**
   * One stored value. Bits that are not stored bits are left out.
   *
   * @param index {@code (row * columns + column) * samples + channel}
   * @return 0 to 2^bitsStored-1, or the signed range of as many bits; 32 unsigned bits wrap
   */
  public int sample(int index) {
    int unused = 32 - format.bitsStored();
    int aligned = word(index) >>> format.shift() << unused;
    return format.signed() ? aligned >> unused : aligned >>> unused;
  }

  private int word(int index) {
    return switch (format.bytes()) {
      case 1 -> bytes[index] & 0xff;
      case 2 -> bytes[2 * index] & 0xff | (bytes[2 * index + 1] & 0xff) << 8;
      default ->
          bytes[4 * index] & 0xff
              | (bytes[4 * index + 1] & 0xff) << 8
              | (bytes[4 * index + 2] & 0xff) << 16
              | bytes[4 * index + 3] << 24;
    };
  }

  /**
   * The stored bits alone, at the low end of each sample, extended by sign or zero. What was in the
   * other bits is gone: it may be an overlay (PS3.5 §8.1.2), and overlays may carry names.
   */
  public DecodedFrame storedBitsOnly() {
    if (format.bitsStored() == format.bitsAllocated()) {
      return this;
    }
    byte[] out = new byte[bytes.length];
    int size = format.bytes();
    for (int i = 0; i < count(); i++) {
      int value = sample(i);
      for (int b = 0; b < size; b++) {
        out[i * size + b] = (byte) (value >> 8 * b);
      }
    }
    return new DecodedFrame(format.aligned(), out);
  }

  /** Checksum of the samples: SHA-256 over {@link #bytes()}, lower-case hex. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecodedFrame that
        && format.equals(that.format)
        && java.util.Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "DecodedFrame[" + format.rows() + "x" + format.columns() + "x" + format.samples() + "]";
  }
}
