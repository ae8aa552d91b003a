package org.medveil.imaging.plant;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.PixelElement;
import org.medveil.imaging.score.Requirement;

/**
 * Turns a DICOM file into one of an invented patient. Pixels, transfer syntax and all elements that
 * are not planted stay as they were; the requirements speak of planted places only.
 */
public final class Planter {
  /** Of this generator: changes whenever the same seed gives other files. */
  public static final String GENERATOR = "medveil-plant/2";

  private Planter() {}

  /**
   * Whether a file can carry planted values: readable as a whole, with a SOP class, and its frames,
   * if it has any, can be decoded. A broken picture is no fair question: nobody can say whether
   * text was left in it.
   *
   * @throws DicomRejection saying why not
   */
  public static void check(byte[] template) throws DicomRejection {
    DicomObject file = read(template);
    if (file.pixels().isPresent()) {
      Frames frames = Frames.of(file);
      for (int i = 0; i < frames.count(); i++) {
        frames.frame(i);
      }
    }
  }

  /**
   * Plants into one file; the same arguments give the same bytes.
   *
   * @throws DicomRejection as {@link #check}
   */
  public static Planted plant(byte[] template, long seed, Planned planned) throws DicomRejection {
    DicomObject file = read(template);
    Visit visit = Visit.of(seed, planned);
    Attributes dataset = file.dataset();
    CharacterSets.change(dataset, visit.patient().script());
    Sheet sheet = new Sheet(dataset);
    Uids.fill(sheet, visit);
    Header.fill(sheet, visit);
    Times.fill(sheet, visit);
    FreeText.fill(sheet, visit);
    Nested.fill(sheet, visit);
    Privates.fill(sheet, visit);
    DicomObject drawn = draw(file, sheet, visit);
    String name = FileNames.of(visit);
    FileNames.require(sheet, visit, name);
    List<Requirement> rows =
        sheet.rows().stream().map(row -> row.of(planned.number(), name)).toList();
    return new Planted(name, bytes(drawn.withNewMeta()), rows);
  }

  private static DicomObject draw(DicomObject file, Sheet sheet, Visit visit) {
    if (file.pixels().isEmpty()) {
      return file;
    }
    PixelElement pixels = file.pixels().get();
    Optional<Raster> raster =
        pixels.isEncapsulated()
            ? Optional.empty()
            : Raster.of(file.dataset(), pixels.bytes(), pixels.bigEndian());
    return Burner.burn(sheet, visit, raster)
        .map(
            samples ->
                new PixelElement(pixels.tag(), pixels.vr(), pixels.bigEndian(), samples, null))
        .map(drawn -> file.withPixels(Optional.of(drawn)))
        .orElse(file);
  }

  private static DicomObject read(byte[] template) throws DicomRejection {
    DicomObject file = DicomObject.read(new ByteArrayInputStream(template), Extent.WHOLE);
    if (!file.dataset().containsValue(Tag.SOPClassUID)
        || file.dataset().getVR(Tag.SOPClassUID) != VR.UI) {
      throw new DicomRejection(RejectReason.MISSING_IDENTIFIER, "no SOP class");
    }
    return file;
  }

  private static byte[] bytes(DicomObject file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      file.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
