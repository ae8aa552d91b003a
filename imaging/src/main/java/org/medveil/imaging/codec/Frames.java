package org.medveil.imaging.codec;

import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Rejected;

/**
 * The frames of one image, decoded one by one and on demand. Holds the encoded value, never a
 * decoded frame. May be shared between threads.
 */
public final class Frames {
  private interface Source {
    DecodedFrame frame(int index) throws Rejected;
  }

  private final int count;
  private final PixelFormat format;
  private final Source source;

  private Frames(int count, PixelFormat format, Source source) {
    this.count = count;
    this.format = format;
    this.source = source;
  }

  /**
   * The frames of a value.
   *
   * @param module the header's pixel module
   * @param transferSyntax its UID
   * @param pixels the value of (7FE0,0010)
   * @param count NumberOfFrames, at least 1
   * @throws DicomRejection no decoder, a contradictory pixel module, frames that are not there
   */
  public static Frames of(
      PixelModule module, String transferSyntax, EncodedPixels pixels, int count)
      throws DicomRejection {
    return guarded(
        () -> {
          PixelFormat format = PixelFormat.of(module);
          return new Frames(count, format, source(format, transferSyntax, pixels, count));
        });
  }

  private static Source source(
      PixelFormat format, String transferSyntax, EncodedPixels pixels, int count) throws Rejected {
    if (count < 1) {
      throw Rejected.format("NumberOfFrames is not positive");
    }
    if (pixels instanceof EncodedPixels.Fragmented fragmented) {
      FrameDecoder decoder = FrameDecoder.of(transferSyntax);
      boolean marked = TransferSyntaxes.endsWithMarker(transferSyntax);
      FrameFragments frames = FrameFragments.of(fragmented, count, marked);
      return index -> decoder.decode(frames.frame(index), format);
    }
    EncodedPixels.Native plain = (EncodedPixels.Native) pixels;
    if (!TransferSyntaxes.isNative(transferSyntax)) {
      throw Rejected.malformed("compressed pixel data of defined length");
    }
    if (plain.value().length < NativeFrames.bytes(format, count)) {
      throw Rejected.decode("the pixel data is shorter than the header claims");
    }
    return index -> NativeFrames.frame(plain, format, index);
  }

  /** Number of frames, at least 1. */
  public int count() {
    return count;
  }

  /** The format as the header declares it; a decoded frame has its own. */
  public PixelFormat format() {
    return format;
  }

  /**
   * Decodes one frame.
   *
   * @param index 0 to count-1
   * @throws DicomRejection when the codestream is broken, contradicts the header or is not
   *     supported
   */
  public DecodedFrame frame(int index) throws DicomRejection {
    java.util.Objects.checkIndex(index, count);
    return guarded(() -> source.frame(index));
  }

  /**
   * The first frame of an uncompressed value that holds nothing else.
   *
   * @throws Rejected as {@link #frame}
   */
  public static DecodedFrame first(PixelFormat format, EncodedPixels.Native pixels)
      throws Rejected {
    return NativeFrames.frame(pixels, format, 0);
  }

  /**
   * Decodes the codestream of one frame that was already cut out of its fragments.
   *
   * @throws Rejected as {@link #frame}
   */
  public static DecodedFrame decode(String transferSyntax, PixelFormat format, byte[] codestream)
      throws Rejected {
    try {
      return FrameDecoder.of(transferSyntax).decode(codestream, format);
    } catch (RuntimeException e) {
      throw Rejected.decode("the codestream cannot be decoded");
    }
  }

  private interface Work<T> {
    T get() throws Rejected;
  }

  private static <T> T guarded(Work<T> work) throws DicomRejection {
    try {
      return work.get();
    } catch (Rejected e) {
      throw e.toRejection();
    } catch (RuntimeException e) {
      // A decoder met bytes nobody foresaw. The message may quote them, so it is dropped.
      throw new Rejected(RejectReason.PIXEL_DECODE_FAILED, "the codestream cannot be decoded")
          .toRejection();
    }
  }
}
