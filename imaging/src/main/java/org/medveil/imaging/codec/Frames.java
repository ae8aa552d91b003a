package org.medveil.imaging.codec;

import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Rejected;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.PixelElement;

/**
 * The frames of one image, decoded one by one and on demand. Holds the encoded value, never a
 * decoded frame. May be shared between threads.
 */
public final class Frames {
  private static final int EXTENDED_OFFSETS = 0x7FE00001;

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
   * The frames of a file that was read whole.
   *
   * @throws DicomRejection NO_PIXEL_DATA, no decoder for the transfer syntax, a contradictory or
   *     unsupported pixel module, frames that are not there
   */
  public static Frames of(DicomObject file) throws DicomRejection {
    PixelElement pixels = file.pixels().orElse(null);
    if (pixels == null) {
      throw new DicomRejection(RejectReason.NO_PIXEL_DATA, "no element (7FE0,0010)");
    }
    return of(file.dataset(), file.transferSyntax(), pixels);
  }

  /**
   * As {@link #of(DicomObject)}, of parts.
   *
   * @param dataset with the image pixel module, NumberOfFrames, extended offset table
   * @param transferSyntax its UID
   * @param pixels the value of (7FE0,0010)
   */
  public static Frames of(Attributes dataset, String transferSyntax, PixelElement pixels)
      throws DicomRejection {
    return guarded(
        () -> {
          PixelFormat format = format(dataset);
          int count = count(dataset);
          return new Frames(count, format, source(format, transferSyntax, pixels, count, dataset));
        });
  }

  private static PixelFormat format(Attributes dataset) throws Rejected {
    try {
      return PixelFormat.of(PixelModule.of(dataset));
    } catch (RuntimeException e) {
      throw Rejected.format("the pixel module cannot be read");
    }
  }

  private static int count(Attributes dataset) throws Rejected {
    try {
      int count = dataset.getInt(Tag.NumberOfFrames, 1);
      if (count >= 1) {
        return count;
      }
    } catch (RuntimeException e) {
      // Not a number: as bad as one below 1.
    }
    throw Rejected.format("NumberOfFrames is not a positive number");
  }

  private static Source source(
      PixelFormat format, String syntax, PixelElement pixels, int count, Attributes dataset)
      throws Rejected {
    if (pixels.tag() != PixelElement.PIXEL_DATA) {
      throw Rejected.format("floating-point pixel data");
    }
    if (!TransferSyntaxes.isNative(syntax)) {
      FrameDecoder decoder = FrameDecoder.of(syntax);
      if (!pixels.isEncapsulated()) {
        throw Rejected.malformed("compressed pixel data of defined length");
      }
      boolean marked = TransferSyntaxes.endsWithMarker(syntax);
      FrameFragments frames = FrameFragments.of(pixels, offsets(dataset), count, marked);
      return index -> decoder.decode(frames.frame(index), format);
    }
    if (pixels.isEncapsulated()) {
      throw Rejected.malformed("uncompressed pixel data of undefined length");
    }
    if (pixels.bytes().length < NativeFrames.bytes(format, count)) {
      throw Rejected.decode("the pixel data is shorter than the header claims");
    }
    return index -> NativeFrames.frame(pixels, format, index);
  }

  private static byte[] offsets(Attributes dataset) throws Rejected {
    try {
      byte[] table = dataset.getBytes(EXTENDED_OFFSETS);
      return table == null ? new byte[0] : table;
    } catch (IOException e) {
      throw Rejected.malformed("the extended offset table cannot be read");
    }
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

  private interface Work<T> {
    T get() throws Rejected;
  }

  private static <T> T contained(Work<T> work) throws Rejected {
    try {
      return work.get();
    } catch (RuntimeException e) {
      // A decoder met bytes nobody foresaw. The message may quote them, so it is dropped.
      throw Rejected.decode("the codestream cannot be decoded");
    }
  }

  private static <T> T guarded(Work<T> work) throws DicomRejection {
    try {
      return contained(work);
    } catch (Rejected e) {
      throw e.toRejection();
    }
  }
}
