package org.medveil.imaging.codec;

import org.medveil.imaging.Rejected;

/** What a transfer syntax means for the pixels (PS3.5 annex A). */
public final class TransferSyntaxes {
  /** Explicit VR little endian: what a masked frame is written in, uncompressed. */
  public static final String EXPLICIT = "1.2.840.10008.1.2.1";

  /** RLE Lossless: what a masked frame is written in, compressed. */
  public static final String RLE = "1.2.840.10008.1.2.5";

  private TransferSyntaxes() {}

  /** Pixel data is one run of samples, not a sequence of fragments. */
  public static boolean isNative(String uid) {
    return switch (uid) {
      case "1.2.840.10008.1.2", EXPLICIT, "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2" -> true;
      default -> false;
    };
  }

  /**
   * Refuses a syntax without a decoder before anything of the pixels is read.
   *
   * @throws Rejected UNSUPPORTED_TRANSFER_SYNTAX
   */
  public static void requireDecoder(String uid) throws Rejected {
    FrameDecoder.of(uid);
  }

  /** Bytes that all frames take uncompressed, without padding. */
  public static long nativeBytes(PixelFormat format, int frames) {
    return NativeFrames.bytes(format, frames);
  }

  /** The last bytes of a fragment, padding aside, are the marker that ends a frame. */
  public static boolean endsImage(byte[] fragment) {
    return JpegMarkers.endsImage(fragment);
  }

  /** Every frame ends with the marker FF D9: JPEG, JPEG-LS, JPEG 2000. */
  public static boolean endsWithMarker(String uid) {
    return uid.startsWith("1.2.840.10008.1.2.4.");
  }
}
