package org.medveil.imaging.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.imaging.DicomHeader;
import org.medveil.imaging.DicomImage;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.PixelImage;
import org.medveil.imaging.Pixels;

/** The files are real DICOM, and say of the patient what real files say. */
class SimulatedDicomTest {
  @TempDir static Path folder;
  private static final List<Map<String, String>> images = new ArrayList<>();

  @BeforeAll
  static void write() throws Exception {
    FundusCohort.write(CohortSettings.of(2, 12, 0, 21).withImageSize(128), folder, p -> {});
    List<String> rows = Files.readAllLines(folder.resolve("truth/images.csv"));
    String[] names = rows.get(0).split(",");
    for (String row : rows.subList(1, rows.size())) {
      Map<String, String> image = new HashMap<>();
      String[] values = row.split(",");
      for (int i = 0; i < names.length; i++) {
        image.put(names[i], values[i]);
      }
      images.add(image);
    }
  }

  @Test
  void everyFileIsReadAndAgreesWithTheTruthTable() throws Exception {
    Set<String> instances = new HashSet<>();
    for (Map<String, String> image : images) {
      DicomImage read = read(image);
      DicomHeader header = read.header();
      assertEquals(image.get("patient_id"), header.patientId());
      assertEquals(image.get("sop_instance_uid"), header.sopInstanceUid());
      assertEquals(image.get("transfer_syntax_uid"), header.transferSyntaxUid());
      assertEquals(image.get("laterality"), header.laterality());
      assertEquals(image.get("burned_in"), header.burnedInAnnotation());
      assertEquals("OP", header.modality());
      assertEquals(FundusDataset.SOP_CLASS, header.sopClassUid());
      assertNotNull(header.acquiredOn());
      assertNotNull(header.ageYears());
      PixelImage rgb = read.raster().toRgb8();
      assertEquals(128, rgb.height());
      assertEquals(128, rgb.width());
      assertEquals(3, rgb.channels());
      assertTrue(instances.add(header.sopInstanceUid()), "UIDs are unique");
    }
  }

  @Test
  void aboutHalfTheFilesAreCompressedAndSayHow() throws Exception {
    int compressed = 0;
    for (Map<String, String> image : images) {
      Attributes a = attributes(image);
      boolean jpeg = image.get("transfer_syntax_uid").equals(DicomFile.JPEG_BASELINE);
      compressed += jpeg ? 1 : 0;
      assertEquals(jpeg ? "YBR_FULL_422" : "RGB", a.getString(Tag.PhotometricInterpretation));
      assertEquals(jpeg ? "01" : "00", a.getString(Tag.LossyImageCompression));
      assertEquals(jpeg, a.contains(Tag.LossyImageCompressionMethod));
      if (jpeg) {
        Fragments fragments = (Fragments) a.getValue(Tag.PixelData);
        assertEquals(2, fragments.size(), "an offset table and one fragment");
        assertEquals(0x21, lumaSampling((byte[]) fragments.get(1)), "4:2:2");
      }
    }
    // Fair coin: outside these bounds with probability below 1e-9 for 130 files or more.
    assertTrue(compressed > .2 * images.size() && compressed < .8 * images.size());
  }

  @Test
  void headersHoldWhatTheProfileMustRemove() throws Exception {
    boolean commented = false;
    for (Map<String, String> image : images) {
      Attributes a = attributes(image);
      String[] name = a.getString(Tag.PatientName).split("\\^");
      for (int tag :
          new int[] {
            Tag.PatientBirthDate,
            Tag.PatientAddress,
            Tag.PatientTelephoneNumbers,
            Tag.ReferringPhysicianName,
            Tag.InstitutionName,
            Tag.AccessionNumber,
            Tag.OperatorsName
          }) {
        assertTrue(a.containsValue(tag), Integer.toHexString(tag));
      }
      String hidden = a.getString(FundusDataset.PRIVATE_CREATOR, FundusDataset.PRIVATE_NAME);
      assertEquals(name[0] + " " + name[1], hidden, "a private attribute names the patient");
      String nested =
          a.getNestedDataset(Tag.RequestAttributesSequence)
              .getString(Tag.RequestedProcedureComments);
      assertTrue(nested.contains(name[0]), "a nested text names the patient");
      String comment = a.getString(Tag.ImageComments, "");
      commented |= comment.contains(name[0]);
    }
    assertTrue(commented, "some free text names the patient");
  }

  @Test
  void typeOneAttributesOfTheObjectAreThere() throws Exception {
    for (int tag :
        new int[] {
          Tag.ImageType,
          Tag.InstanceNumber,
          Tag.ContentDate,
          Tag.ContentTime,
          Tag.AcquisitionDateTime,
          Tag.BurnedInAnnotation,
          Tag.ImageLaterality,
          Tag.AnatomicRegionSequence,
          Tag.AcquisitionDeviceTypeCodeSequence,
          Tag.PatientEyeMovementCommanded,
          Tag.HorizontalFieldOfView,
          Tag.NumberOfFrames
        }) {
      assertTrue(attributes(images.get(0)).containsValue(tag), Integer.toHexString(tag));
    }
  }

  @Test
  void burnedInTextIsWhereTheGoldBoxesSayAndVanishesWithTheCorners() throws Exception {
    String boxes = Files.readString(folder.resolve("truth/burned_in_text.json"));
    int burnedIn = 0;
    for (Map<String, String> image : images) {
      boolean flagged = image.get("burned_in").equals("YES");
      burnedIn += flagged ? 1 : 0;
      assertEquals(flagged, boxes.contains("\"" + image.get("file") + "\""));
      PixelImage rgb = read(image).raster().toRgb8();
      assertEquals(flagged, cornersAreBright(rgb), image.get("sop_instance_uid"));
      assertFalse(cornersAreBright(Pixels.maskOutsideCircle(rgb)));
    }
    assertTrue(burnedIn > 0 && burnedIn < images.size());
  }

  /** Anything above grey level 100 farther from the centre than the inscribed circle. */
  private static boolean cornersAreBright(PixelImage image) {
    byte[] rgb = image.pixels();
    int size = image.width();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double dx = x - (size - 1) / 2.0;
        double dy = y - (size - 1) / 2.0;
        int red = rgb[3 * (y * size + x)] & 0xFF;
        if (dx * dx + dy * dy > size * size / 4.0 && red > 100) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void lesionsOfAnEyeGrowFromVisitToVisit() {
    Map<String, Double> last = new HashMap<>();
    int compared = 0;
    for (Map<String, String> image : images) {
      String eye = image.get("patient_id") + image.get("laterality");
      double area = Double.parseDouble(image.get("drawn_area_mm2"));
      Double before = last.put(eye, area);
      if (before != null) {
        assertTrue(area > before, eye);
        compared++;
      }
    }
    assertTrue(compared > 40);
  }

  /** The sampling byte of the first component in the frame header (ITU-T T.81 B.2.2). */
  private static int lumaSampling(byte[] jpeg) {
    String bytes = new String(jpeg, StandardCharsets.ISO_8859_1);
    int frame = bytes.indexOf("\u00FF\u00C0");
    return jpeg[frame + 11] & 0xFF;
  }

  private static DicomImage read(Map<String, String> image) throws Exception {
    byte[] bytes = Files.readAllBytes(folder.resolve(image.get("file")));
    return DicomReader.readImage(new ByteArrayInputStream(bytes));
  }

  private static Attributes attributes(Map<String, String> image) throws Exception {
    Path file = folder.resolve(image.get("file"));
    try (DicomInputStream in = new DicomInputStream(Files.newInputStream(file))) {
      return in.readDataset(-1, -1);
    }
  }
}
