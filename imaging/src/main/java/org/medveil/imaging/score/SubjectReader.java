package org.medveil.imaging.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.PixelElement;

/** Reads files for the referee. */
final class SubjectReader {
  private SubjectReader() {}

  static Subject read(String path, byte[] file) throws DicomRejection {
    DicomObject object = DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
    Optional<PixelElement> pixels = object.pixels();
    return new Subject(
        path,
        object.meta(),
        object.dataset(),
        new PictureSource(object),
        pixels.map(SubjectReader::encoded).orElse(new byte[0]));
  }

  /** The bytes that are compared: the offset table, which may be rebuilt, is none of them. */
  private static byte[] encoded(PixelElement pixels) {
    if (!pixels.isEncapsulated()) {
      return pixels.bytes();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pixels.fragments().stream().skip(1).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
