package org.medveil.imaging.score;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.codec.PixelFormat;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.PixelElement;

/**
 * The samples of one file, decoded when they are asked for: most results are the same bytes, and
 * need no decoding. For one thread.
 */
final class PictureSource implements Supplier<Optional<Picture>> {
  /** All frames together; larger ones are not compared sample by sample. */
  private static final long LARGEST = 1L << 29;

  private final DicomObject object;
  private Optional<Picture> decoded;

  PictureSource(DicomObject object) {
    this.object = object;
  }

  @Override
  public Optional<Picture> get() {
    if (decoded == null) {
      Optional<PixelElement> pixels = object.pixels();
      Optional<Picture> plain =
          pixels
              .filter(it -> it.tag() == PixelElement.PIXEL_DATA && !it.isEncapsulated())
              .flatMap(it -> Picture.of(object.dataset(), it.bytes(), it.bigEndian()));
      decoded = plain.isPresent() || pixels.isEmpty() ? plain : frames();
    }
    return decoded;
  }

  private Optional<Picture> frames() {
    try {
      Frames frames = Frames.of(object);
      if ((long) frames.count() * frames.format().frameBytes() > LARGEST) {
        return Optional.empty();
      }
      ByteArrayOutputStream samples = new ByteArrayOutputStream();
      PixelFormat format = frames.frame(0).format();
      for (int i = 0; i < frames.count(); i++) {
        DecodedFrame frame = frames.frame(i);
        if (!frame.format().equals(format)) {
          return Optional.empty();
        }
        samples.writeBytes(frame.bytes());
      }
      return Optional.of(
          new Picture(
              frames.count(),
              format.rows(),
              format.columns(),
              format.samples(),
              format.bytes(),
              false,
              false,
              new Picture.Bits(format.shift(), format.bitsStored(), format.signed()),
              samples.toByteArray()));
    } catch (DicomRejection e) {
      return Optional.empty();
    }
  }
}
