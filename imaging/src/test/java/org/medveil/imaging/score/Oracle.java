package org.medveil.imaging.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.PixelElement;
import org.medveil.imaging.plant.Planted;

/** The best de-identifier there can be: it has read the answer key. */
final class Oracle {
  private Oracle() {}

  static Referee.Source deidentify(Planted planted) {
    try {
      DicomObject file = DicomObject.read(new ByteArrayInputStream(planted.bytes()), Extent.WHOLE);
      List<Requirement> rows = planted.requirements();
      String patient = file.dataset().getString(Tag.PatientID);
      rows.stream()
          .filter(row -> row.action() == Action.TEXT_REMOVED)
          .forEach(row -> remove(row, file.dataset(), rows));
      for (Requirement row : rows) {
        switch (row.action()) {
          case DATE_SHIFTED -> set(row, file.dataset(), shifted(row.value(), patient));
          case UID_CHANGED -> set(row, file.dataset(), uid(row.value()));
          case PATID_CONSISTENT -> set(row, file.dataset(), pseudonym(row.value()));
          default -> {
            // Nothing to do, or done above.
          }
        }
      }
      return new Referee.Source("file" + rows.get(0).number(), write(covered(file, rows)));
    } catch (DicomRejection e) {
      throw new IllegalStateException(e);
    }
  }

  static String uid(String before) {
    return "2.25.9" + Integer.toUnsignedString(before.hashCode()) + before.length();
  }

  static String pseudonym(String before) {
    return "SUBJECT" + Integer.toUnsignedString(before.hashCode());
  }

  private static String shifted(String value, String patient) {
    DateTimeFormatter day = DateTimeFormatter.ofPattern("uuuuMMdd");
    int days = 1 + Math.floorMod(patient.hashCode(), 900);
    return day.format(LocalDate.parse(value.substring(0, 8), day).minusDays(days))
        + value.substring(8);
  }

  private static void remove(Requirement row, Attributes dataset, List<Requirement> rows) {
    if (row.path().equals(Requirement.FILE_NAME)) {
      return;
    }
    Found found = ElementPath.parse(row.path()).find(dataset).orElseThrow();
    boolean mixed =
        rows.stream()
            .anyMatch(
                other -> other.path().equals(row.path()) && other.action() == Action.TEXT_RETAINED);
    boolean needsValue =
        rows.stream()
            .anyMatch(
                other -> other.path().equals(row.path()) && other.action() == Action.TEXT_NOTNULL);
    VR vr = found.holder().getVR(found.tag());
    String text =
        mixed
            ? String.join("\\", found.texts()).replace(row.actionText(), "")
            : needsValue ? "REPLACED" : "";
    found.holder().setString(found.tag(), vr, text);
  }

  static void set(Requirement row, Attributes dataset, String value) {
    Found found = ElementPath.parse(row.path()).find(dataset).orElseThrow();
    found.holder().setString(found.tag(), found.holder().getVR(found.tag()), value);
  }

  private static DicomObject covered(DicomObject file, List<Requirement> rows) {
    List<GlyphBox> boxes =
        rows.stream()
            .filter(row -> row.action() == Action.PIXELS_HIDDEN)
            .map(row -> GlyphBox.parse(row.actionText()))
            .toList();
    if (boxes.isEmpty()) {
      return file;
    }
    PixelElement pixels = file.pixels().orElseThrow();
    byte[] samples = pixels.bytes().clone();
    Picture picture = Picture.of(file.dataset(), samples, pixels.bigEndian()).orElseThrow();
    for (GlyphBox box : boxes) {
      cover(samples, picture, box);
    }
    return file.withPixels(
        Optional.of(
            new PixelElement(pixels.tag(), pixels.vr(), pixels.bigEndian(), samples, null)));
  }

  private static void cover(byte[] samples, Picture picture, GlyphBox box) {
    int plane = picture.rows() * picture.columns();
    for (int row = box.y(); row < box.y() + box.height(); row++) {
      for (int column = box.x(); column < box.x() + box.width(); column++) {
        for (int channel = 0; channel < picture.channels(); channel++) {
          int pixel = row * picture.columns() + column;
          int at =
              box.frame() * plane * picture.channels()
                  + (picture.planar()
                      ? channel * plane + pixel
                      : pixel * picture.channels() + channel);
          for (int i = 0; i < picture.bytes(); i++) {
            samples[at * picture.bytes() + i] = 0;
          }
        }
      }
    }
  }

  static byte[] write(DicomObject file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      file.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
