package org.medveil.imaging;

import java.io.IOException;
import java.io.InputStream;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

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
   * @throws DicomRejection as {@link #readFrames}, and when the frame contradicts the header
   */
  public static DicomImage readImage(InputStream in) throws DicomRejection {
    DicomFrames frames = readFrames(in);
    return new DicomImage(frames.header(), frames.frame(0));
  }

  /**
   * Header facts and all frames, still encoded.
   *
   * @throws DicomRejection as {@link #readHeader}, and when there are no pixels, no decoder for
   *     their transfer syntax, fewer frames than declared, or more than {@link Limits#OBJECT_BYTES}
   */
  public static DicomFrames readFrames(InputStream in) throws DicomRejection {
    DicomObject object = DicomObject.read(in, Extent.WHOLE, Limits.OBJECT_BYTES);
    DicomHeader header = contained(() -> HeaderFacts.of(Elements.of(object)));
    return new DicomFrames(header, object, Frames.of(object));
  }

  /**
   * A decoded frame with its file's rescale, window and palette, ready to be shown.
   *
   * @param file where the frame comes from
   * @param frame one of its frames, masked or not
   * @throws DicomRejection when the palette or the window cannot be used
   */
  public static Raster shown(DicomObject file, DecodedFrame frame) throws DicomRejection {
    return contained(() -> Raster.of(frame, Display.of(Elements.of(file), frame.format())));
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
