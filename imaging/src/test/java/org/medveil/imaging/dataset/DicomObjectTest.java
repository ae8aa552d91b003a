package org.medveil.imaging.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/** A file in memory: what is kept, what a change changes, and how bad files end. */
class DicomObjectTest {
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String IMPLICIT = "1.2.840.10008.1.2";

  /** A preamble, a file meta group with this transfer syntax, and these bytes. */
  private static byte[] file(String syntax, String... hex) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[128]);
    out.write("DICM".getBytes(StandardCharsets.US_ASCII));
    byte[] uid = (syntax + (syntax.length() % 2 == 0 ? "" : "\0")).getBytes(StandardCharsets.UTF_8);
    int group = 14 + 8 + uid.length;
    out.write(bytes("0200 0000 554c 0400", le32(group)));
    out.write(bytes("0200 0100 4f42 0000 02000000 0001"));
    out.write(bytes("0200 1000 5549", le16(uid.length)));
    out.write(uid);
    out.write(bytes(hex));
    return out.toByteArray();
  }

  private static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
  }

  private static String le16(int value) {
    return String.format("%02x%02x", value & 0xff, value >> 8 & 0xff);
  }

  private static String le32(int value) {
    return le16(value) + le16(value >>> 16);
  }

  private static String text(String value) {
    return HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static final String MODALITY = "0800 6000 4353 0200" + text("MR");
  private static final String NAME = "1000 1000 504e 0a00" + text("Roe^Jane  ");
  private static final String PIXELS = "e07f 1000 4f57 0000 04000000 01020304";

  @Test
  void everythingIsThereAndIsWrittenAgain() throws Exception {
    byte[] file = file(EXPLICIT, MODALITY, NAME, PIXELS, "fcff fcff 4f42 0000 02000000 0000");
    DicomObject object = TestFiles.read(file);
    assertEquals("MR", object.dataset().getString(Tag.Modality));
    assertEquals("Roe^Jane", object.dataset().getString(Tag.PatientName));
    assertEquals(EXPLICIT, object.transferSyntax());
    assertEquals("OW", object.pixels().orElseThrow().vr());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, object.pixels().orElseThrow().bytes());
    assertFalse(object.dataset().contains(Tag.PixelData));
    assertTrue(object.dataset().contains(Tag.DataSetTrailingPadding));
    assertArrayEquals(file, TestFiles.written(object));
    assertEquals("DicomObject[values withheld]", object.toString());
  }

  @Test
  void aChangeChangesThatElementOnly() throws Exception {
    DicomObject object = TestFiles.read(file(EXPLICIT, MODALITY, NAME, PIXELS));
    object.dataset().setString(Tag.PatientName, VR.PN, "P-1");
    String changed = "1000 1000 504e 0400" + text("P-1 ");
    assertArrayEquals(file(EXPLICIT, MODALITY, changed, PIXELS), TestFiles.written(object));
    object.dataset().remove(Tag.PatientName);
    assertArrayEquals(file(EXPLICIT, MODALITY, PIXELS), TestFiles.written(object));
  }

  /** 3.3.7 takes all of these for UN; as UN they would be other data. */
  @Test
  void valueRepresentationsOfLaterEditionsStay() throws Exception {
    for (String vr : List.of("OL", "OV", "SV", "UV", "OD", "UC", "UR", "ZZ")) {
      byte[] file =
          file(
              EXPLICIT,
              MODALITY,
              "0900 1000 4c4f 0200 4142",
              "0900 0110",
              text(vr),
              "0000 08000000",
              "0102030405060708",
              PIXELS);
      assertArrayEquals(file, TestFiles.written(TestFiles.read(file)), vr);
    }
  }

  /** PS3.5 6.2.2: inside UN the elements carry no VR, whatever the file's syntax is. */
  @Test
  void sequencesInsideUnknownElementsAreSequences() throws Exception {
    String inner = "1000 1000 04000000" + text("Roe ");
    String item = "feff 00e0 0c000000" + inner;
    String owner = "0900 1000 4c4f 0200 4142";
    String defined = "0900 0110 554e 0000 14000000" + item;
    String undefined = "0900 0210 554e 0000 ffffffff" + item + "feff dde0 00000000";
    byte[] file = file(EXPLICIT, MODALITY, owner, defined, undefined);
    DicomObject object = TestFiles.read(file);
    for (int tag : new int[] {0x00091001, 0x00091002}) {
      Attributes nested = object.dataset().getNestedDataset(tag);
      assertEquals("Roe", nested.getString(Tag.PatientName));
    }
    assertArrayEquals(file, TestFiles.written(object));
    object.dataset().getNestedDataset(0x00091001).setNull(Tag.PatientName, VR.PN);
    String emptied = "0900 0110 554e 0000 10000000 feff 00e0 08000000 1000 1000 00000000";
    assertArrayEquals(
        file(EXPLICIT, MODALITY, owner, emptied, undefined), TestFiles.written(object));
  }

  @Test
  void whatOnlyLooksLikeASequenceStaysBytes() throws Exception {
    String junk = "0900 0110 554e 0000 0c000000 feff 00e0 08000000 deadbeef";
    byte[] file = file(EXPLICIT, MODALITY, junk);
    DicomObject object = TestFiles.read(file);
    assertEquals(VR.UN, object.dataset().getVR(0x00091001));
    assertArrayEquals(file, TestFiles.written(object));
  }

  @Test
  void pixelsCanBeReplacedAndTheirOldOffsetsGo() throws Exception {
    String offsets = "e07f 0100 4f56 0000 08000000 0000000000000000";
    DicomObject object = TestFiles.read(file(EXPLICIT, MODALITY, offsets, PIXELS));
    DicomObject replaced =
        object
            .withPixels(
                Optional.of(PixelElement.encapsulated(List.of(new byte[0], new byte[] {9, 8, 7}))))
            .withTransferSyntax("1.2.840.10008.1.2.5");
    assertArrayEquals(
        file(
            "1.2.840.10008.1.2.5",
            MODALITY,
            "e07f 1000 4f42 0000 ffffffff",
            "feff 00e0 00000000 feff 00e0 04000000 09080700 feff dde0 00000000"),
        TestFiles.written(replaced));
  }

  @Test
  void implicitElementsGetTheirRepresentationWhenWrittenExplicitly() throws Exception {
    byte[] file =
        file(IMPLICIT, "0800 6000 02000000", text("MR"), "2800 0211 06000000 000100001000");
    DicomObject object = TestFiles.read(file);
    assertArrayEquals(file, TestFiles.written(object));
    assertArrayEquals(
        file(EXPLICIT, MODALITY, "2800 0211 5553 0600 000100001000"),
        TestFiles.written(object.withTransferSyntax(EXPLICIT)));
    assertThrows(
        IllegalArgumentException.class, () -> object.withTransferSyntax("1.2.840.10008.1.2.2"));
  }

  @Test
  void aNewMetaGroupSaysOnlyWhatItMust() throws Exception {
    byte[] file = file(EXPLICIT, MODALITY);
    Arrays.fill(file, 0, 128, (byte) 'x');
    DicomObject object = TestFiles.read(file);
    object.meta().setString(Tag.SourceApplicationEntityTitle, VR.AE, "ROE_JANE");
    byte[] out = TestFiles.written(object.withNewMeta());
    assertArrayEquals(new byte[128], Arrays.copyOf(out, 128));
    assertFalse(TestFiles.read(out).meta().contains(Tag.SourceApplicationEntityTitle));
    assertEquals(EXPLICIT, TestFiles.read(out).meta().getString(Tag.TransferSyntaxUID));
  }

  @Test
  void aFileThatBreaksOffKeepsWhatWasBefore() throws Exception {
    byte[] file = file(EXPLICIT, MODALITY, NAME);
    byte[] cut = Arrays.copyOf(file, file.length - 3);
    assertEquals(RejectReason.TRUNCATED, reason(cut));
    Partial partial = DicomObject.readLeniently(new ByteArrayInputStream(cut), Extent.HEADER);
    assertEquals("MR", partial.object().dataset().getString(Tag.Modality));
    assertFalse(partial.object().dataset().contains(Tag.PatientName));
    assertEquals(RejectReason.TRUNCATED, partial.flaw().orElseThrow().reason());
  }

  /** Half a gigabyte claimed, forty bytes there. */
  @Test
  void aClaimedLengthIsNotAllocated() throws Exception {
    byte[] file = file(EXPLICIT, MODALITY, "e07f 1000 4f57 0000", le32(500 << 20), "0102");
    long before = Runtime.getRuntime().totalMemory();
    InputStream silent =
        new ByteArrayInputStream(file) {
          @Override
          public synchronized int available() {
            return 0;
          }
        };
    DicomRejection e =
        assertThrows(DicomRejection.class, () -> DicomObject.read(silent, Extent.WHOLE));
    assertEquals(RejectReason.TRUNCATED, e.reason());
    assertEquals(RejectReason.TRUNCATED, reason(file));
    assertTrue(Runtime.getRuntime().totalMemory() - before < 400L << 20);
    assertEquals(
        RejectReason.LIMIT_EXCEEDED,
        reason(file(EXPLICIT, MODALITY, "e07f 1000 4f57 0000 f0ffffff 0102")));
  }

  @Test
  void aHeaderStopsAtThePixelsAndIsNotWritten() throws Exception {
    byte[] file = file(EXPLICIT, MODALITY, "e07f 1000 4f57 0000 f0ffff00 0102");
    DicomObject header = DicomObject.read(new ByteArrayInputStream(file), Extent.HEADER);
    assertEquals("MR", header.dataset().getString(Tag.Modality));
    assertEquals(Optional.empty(), header.pixels());
    assertThrows(IllegalStateException.class, () -> TestFiles.written(header));
  }

  @Test
  void aSyntaxThatContradictsTheBytesIsRefused() throws Exception {
    assertEquals(RejectReason.MALFORMED, reason(file(IMPLICIT, MODALITY, NAME)));
    assertEquals(RejectReason.MALFORMED, reason(file("1.2.840.10008.1.2.2", MODALITY, NAME)));
    // Without VRs where there should be some: common, and no doubt about what the bytes mean.
    byte[] bare = file(EXPLICIT, "0800 6000 02000000", text("MR"));
    assertArrayEquals(file(EXPLICIT, MODALITY), TestFiles.written(TestFiles.read(bare)));
  }

  @Test
  void whatStandsBehindTheDataSetIsLeftOut() throws Exception {
    byte[] file = file(EXPLICIT, MODALITY, PIXELS);
    byte[] tail = "Roe^Jane was here, as plain text".getBytes(StandardCharsets.US_ASCII);
    byte[] longer = Arrays.copyOf(file, file.length + tail.length);
    System.arraycopy(tail, 0, longer, file.length, tail.length);
    assertArrayEquals(file, TestFiles.written(TestFiles.read(longer)));
  }

  private static RejectReason reason(byte[] file) {
    return assertThrows(DicomRejection.class, () -> TestFiles.read(file)).reason();
  }
}
