package org.medveil.imaging;

import java.io.IOException;
import java.io.InputStream;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.PixelElement;

/**
 * Reads DICOM files nobody vouches for. Every input ends in a result or a {@link DicomRejection},
 * within the time it takes to read its bytes and a heap bounded by {@link Limits}; no other
 * exception escapes. The caller's stream is read forward only and not closed.
 *
 * <p>Files without preamble, without file meta group or with an odd one are taken when the data set
 * itself can be read (PS3.10 §7 wants both). Only the elements in {@link Element} leave this class.
 */
public final class DicomReader {
  private DicomReader() {}

  /**
   * Header facts; reads no further than the pixel data.
   *
   * @throws DicomRejection when the bytes are no DICOM object with its four identifiers
   */
  public static DicomHeader readHeader(InputStream in) throws DicomRejection {
    DicomObject object = DicomObject.read(in, Extent.HEADER);
    return contained(() -> HeaderFacts.of(Elements.of(object)));
  }

  /**
   * Header facts and the first frame; further frames must be there.
   *
   * @throws DicomRejection as {@link #readHeader}, and when there are no pixels, no decoder for
   *     their transfer syntax, or pixels that contradict the header
   */
  public static DicomImage readImage(InputStream in) throws DicomRejection {
    DicomObject object = DicomObject.read(in, Extent.WHOLE);
    return contained(
        () -> {
          Elements elements = Elements.of(object);
          DicomHeader header = HeaderFacts.of(elements);
          return new DicomImage(header, raster(object, elements, header));
        });
  }

  private static Raster raster(DicomObject object, Elements elements, DicomHeader header)
      throws IOException {
    PixelElement pixels = object.pixels().orElse(null);
    if (pixels == null || pixels.tag() != PixelElement.PIXEL_DATA) {
      throw new Rejected(RejectReason.NO_PIXEL_DATA, "no element (7FE0,0010)");
    }
    PixelFormat format = PixelFormat.of(elements, header);
    return new PixelData(pixels).firstFrame(format, elements, header.frames());
  }

  private interface Reading<T> {
    T value() throws IOException;
  }

  private static <T> T contained(Reading<T> reading) throws DicomRejection {
    try {
      return reading.value();
    } catch (Rejected e) {
      throw e.toRejection();
    } catch (IOException | RuntimeException e) {
      throw new DicomRejection(RejectReason.MALFORMED, "the data set cannot be parsed");
    }
  }
}
