package org.medveil.imaging.score;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * One DICOM file as the referee looks at it.
 *
 * @param path below its folder
 * @param meta the file meta group
 * @param header the data set without pixels
 * @param source decoded samples; empty when there are none or nothing here decodes them
 * @param encoded the pixel data as it lies in the file; empty when there is none
 */
record Subject(
    String path,
    Attributes meta,
    Attributes header,
    Supplier<Optional<Picture>> source,
    byte[] encoded) {
  Optional<Picture> picture() {
    return source.get();
  }

  String text(int tag) {
    String text = header.getString(tag);
    return text == null ? "" : text.replace("\0", "").strip();
  }

  /** The same pixel data, byte for byte, and read the same way. */
  boolean hasBytesOf(Subject other) {
    return Arrays.equals(encoded, other.encoded) && syntax(meta).equals(syntax(other.meta));
  }

  private static String syntax(Attributes meta) {
    String syntax = meta.getString(Tag.TransferSyntaxUID);
    return syntax == null ? "" : syntax;
  }

  /** What makes a series-deduplicated score: patient, study, series. */
  String series() {
    return text(Tag.PatientID)
        + '\0'
        + text(Tag.StudyInstanceUID)
        + '\0'
        + text(Tag.SeriesInstanceUID);
  }
}
