package org.medveil.imaging.deidfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DataFolder;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.deid.DeidentificationProfile;
import org.medveil.imaging.deid.Deidentifier;

/** A file through all steps, as {@code deidentify} takes it. */
class FileDeidentifierTest {
  private static final FileDeidentifier PLAIN = kernel(false);
  private static final FileDeidentifier RLE = kernel(true);

  private static FileDeidentifier kernel(boolean rle) {
    Deidentifier headers =
        Deidentifier.of(DeidentificationProfile.standard(), new Pseudonymizer(new byte[32]));
    return new FileDeidentifier(headers, PixelPolicy.standard(), rle);
  }

  private static byte[] file(String name) throws IOException {
    return Files.readAllBytes(DataFolder.named("dicom_phi").resolve(name));
  }

  private static DicomObject read(byte[] file) throws DicomRejection {
    return DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
  }

  private static byte[] with(byte[] file, Edit edit) throws IOException, DicomRejection {
    DicomObject object = read(file);
    edit.on(object.dataset());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    object.write(out);
    return out.toByteArray();
  }

  private interface Edit {
    void on(Attributes dataset);
  }

  @Test
  void maskedFramesAreTheSameInBothEncodings() throws IOException, DicomRejection {
    byte[] original = file("IM00119.dcm");
    CleanFile plain = PLAIN.clean(original);
    CleanFile rle = RLE.clean(original);
    assertTrue(plain.masked() && plain.examined());
    assertEquals("1.2.840.10008.1.2.1", read(plain.bytes()).transferSyntax());
    assertEquals("1.2.840.10008.1.2.5", read(rle.bytes()).transferSyntax());
    DecodedFrame masked = Frames.of(read(plain.bytes())).frame(0);
    assertEquals(masked, Frames.of(read(rle.bytes())).frame(0));
    assertNotEquals(Frames.of(read(original)).frame(0), masked);
  }

  @Test
  void thePixelCodeIsClaimedOnlyWhereTheDetectorLooked() throws IOException, DicomRejection {
    Attributes looked = read(PLAIN.clean(file("IM00122.dcm")).bytes()).dataset();
    assertEquals("NO", looked.getString(Tag.BurnedInAnnotation));
    assertTrue(codes(looked).contains("113101"));
    byte[] slice =
        with(
            file("IM00122.dcm"),
            dataset -> {
              dataset.setString(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2");
              dataset.setString(Tag.Modality, VR.CS, "CT");
              dataset.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "AXIAL");
              dataset.setString(Tag.BodyPartExamined, VR.CS, "CHEST");
              dataset.remove(Tag.ConversionType);
            });
    CleanFile unseen = PLAIN.clean(slice);
    assertFalse(unseen.examined());
    Attributes after = read(unseen.bytes()).dataset();
    assertFalse(codes(after).contains("113101"));
    assertNotEquals("NO", after.getString(Tag.BurnedInAnnotation));
  }

  private static List<String> codes(Attributes dataset) {
    Sequence codes = dataset.getSequence(Tag.DeidentificationMethodCodeSequence);
    return codes.stream().map(item -> item.getString(Tag.CodeValue)).toList();
  }

  @Test
  void pixelsInWhichNothingIsFoundStayByteForByte() throws IOException, DicomRejection {
    byte[] original = file("IM00122.dcm");
    assertArrayEquals(
        read(original).pixels().orElseThrow().bytes(),
        read(PLAIN.clean(original).bytes()).pixels().orElseThrow().bytes());
  }

  @Test
  void aHeadIsRefusedByReasonAndSentence() throws IOException, DicomRejection {
    byte[] head =
        with(
            file("IM00122.dcm"),
            dataset -> {
              dataset.setString(Tag.Modality, VR.CS, "MR");
              dataset.setString(Tag.BodyPartExamined, VR.CS, "BRAIN");
            });
    DicomRejection refused = assertThrows(DicomRejection.class, () -> PLAIN.clean(head));
    assertEquals(RejectReason.RECOGNISABLE_FACE, refused.reason());
    assertTrue(PLAIN.inspect(head, false).refusal().isPresent());
    assertFalse(PLAIN.inspect(head, false).lines().isEmpty(), "and is explained all the same");
  }

  @Test
  void anOwnRuleThatKeepsAnAttributeDoesNotKeepTheNameInIt() throws Exception {
    java.nio.file.Path profile = Files.createTempFile("medveil", ".conf");
    Files.writeString(
        profile,
        "profile { name = weak, options = [], rules = [{ match = ProtocolName, action = K }] }");
    FileDeidentifier weak =
        new FileDeidentifier(
            Deidentifier.of(DeidentificationProfile.read(profile), new Pseudonymizer(new byte[32])),
            PixelPolicy.standard(),
            false);
    Files.delete(profile);
    byte[] original = file("IM00122.dcm");
    String name = read(original).dataset().getString(Tag.PatientName).split("\\^")[0];
    byte[] leaking =
        with(original, dataset -> dataset.setString(Tag.ProtocolName, VR.LO, "of " + name));
    CleanFile clean = weak.clean(leaking);
    assertNull(read(clean.bytes()).dataset().getString(Tag.ProtocolName));
    assertFalse(new String(clean.bytes(), StandardCharsets.ISO_8859_1).contains(name));
    byte[] harmless =
        with(original, dataset -> dataset.setString(Tag.ProtocolName, VR.LO, "chest pa"));
    assertEquals(
        "chest pa", read(weak.clean(harmless).bytes()).dataset().getString(Tag.ProtocolName));
  }

  @Test
  void pairsNameThePatientAndTheInstance() throws IOException, DicomRejection {
    byte[] original = file("IM00122.dcm");
    Attributes before = read(original).dataset();
    CleanFile clean = PLAIN.clean(original);
    Attributes after = read(clean.bytes()).dataset();
    List<IdPair> pairs = PLAIN.pairs(original);
    for (int tag : new int[] {Tag.PatientID, Tag.SOPInstanceUID, Tag.StudyInstanceUID}) {
      assertTrue(pairs.contains(new IdPair(before.getString(tag), after.getString(tag))));
    }
    assertTrue(clean.path().endsWith("/" + after.getString(Tag.SOPInstanceUID) + ".dcm"));
  }

  @Test
  void valuesAreKeptOnlyWhenAskedFor() throws IOException, DicomRejection {
    byte[] original = file("IM00122.dcm");
    assertTrue(
        PLAIN.inspect(original, false).lines().stream()
            .allMatch(line -> line.before().isEmpty() && line.after().isEmpty()));
    assertTrue(
        PLAIN.inspect(original, true).lines().stream().anyMatch(line -> !line.before().isEmpty()));
    assertThrows(
        DicomRejection.class, () -> PLAIN.clean("no DICOM".getBytes(StandardCharsets.UTF_8)));
  }
}
