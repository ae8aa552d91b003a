package org.medveil.imaging.codec;

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

  /** Every frame ends with the marker FF D9: JPEG, JPEG-LS, JPEG 2000. */
  static boolean endsWithMarker(String uid) {
    return uid.startsWith("1.2.840.10008.1.2.4.");
  }
}
