package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/** Each place in which an identity has been overlooked by some tool. */
class HidingPlacesTest {
  private static final DeidentificationProfile DEFAULT = DeidentificationProfile.standard();

  @Test
  void safePrivateElementsStayByCreatorAndTheirDatesMove() throws Exception {
    Sample sample = new Sample();
    Attributes dataset = sample.dataset();
    dataset.setString(0x00090010, VR.LO, "GEMS_PETD_01");
    dataset.setString(0x0009100D, VR.DT, "20200229101500.00");
    dataset.setString(0x00091001, VR.LO, "Müller");
    dataset.setString(0x70530010, VR.LO, "Philips PET Private Group");
    dataset.setString(0x70531000, VR.DS, "0.0012");
    dataset.setString(0x00190010, VR.LO, "SOMEBODY ELSE");
    dataset.setString(0x0019100C, VR.IS, "1000");
    Attributes after = sample.after(DEFAULT);
    assertEquals("0.0012", after.getString(0x70531000));
    assertFalse(after.contains(0x00091001));
    assertFalse(after.contains(0x0019100C), "the same element of another creator");
    assertFalse(after.contains(0x00190010));
    String moved = after.getString(0x0009100D);
    assertEquals(after.getString(Tag.StudyDate) + "101500.00", moved);
    assertNotEquals("20200229", moved.substring(0, 8));
    Attributes basic = sample.after(DeidentificationProfile.shipped("research-basic"));
    assertFalse(basic.contains(0x70531000));
  }

  @Test
  void aSafePrivateElementThatRepeatsTheNameGoesAllTheSame() throws Exception {
    Sample sample = new Sample();
    sample.dataset().setString(0x70530010, VR.LO, "Philips PET Private Group");
    sample.dataset().setString(0x70531000, VR.LO, "mueller-luedenscheidt");
    assertFalse(sample.after(DEFAULT).contains(0x70531000));
  }

  @Test
  void aPrivateSequenceInsideASequenceInImplicitSyntaxGoes() throws Exception {
    Sample sample = new Sample();
    Attributes item = new Attributes();
    sample.dataset().newSequence(Tag.RequestAttributesSequence, 1).add(item);
    item.setString(0x00990010, VR.LO, "ACME");
    Attributes secret = new Attributes();
    item.newSequence(0x00991001, 1).add(secret);
    secret.setString(Tag.PatientName, VR.PN, "Müller^Änne");
    item.setString(Tag.RequestedProcedureDescription, VR.LO, "CT Thorax Änne M.");
    Deidentified done =
        Deidentifier.of(DEFAULT, PublicData.key(9))
            .deidentify(PublicData.read(sample.file(UID.ImplicitVRLittleEndian)));
    Attributes left = done.object().dataset().getNestedDataset(Tag.RequestAttributesSequence);
    assertFalse(left.contains(0x00991001));
    assertEquals("CT Thorax .", left.getString(Tag.RequestedProcedureDescription));
  }

  @Test
  void reportsKeepTheirTreeAndLoseTheirPeople() throws Exception {
    Sample sample = new Sample().text(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.88.33");
    var content = sample.dataset().newSequence(Tag.ContentSequence, 3);
    content.add(item("TEXT", "121071", "Finding"));
    content
        .get(0)
        .setString(Tag.TextValue, VR.UT, "Nodule in the left lung of Frau Müller, 12.03.2020");
    content.add(item("TEXT", "121030", "Subject ID"));
    content.get(1).setString(Tag.TextValue, VR.UT, "left lung");
    content.add(item("PNAME", "121008", "Person Observer Name"));
    content.get(2).setString(Tag.PersonName, VR.PN, "Duck^Donald");
    Attributes after = sample.after(DEFAULT);
    List<Attributes> items = after.getSequence(Tag.ContentSequence);
    assertEquals(
        "Nodule in the left lung of [removed], [removed]", items.get(0).getString(Tag.TextValue));
    assertEquals("REMOVED", items.get(1).getString(Tag.TextValue));
    assertEquals("REMOVED", items.get(2).getString(Tag.PersonName));
    Attributes basic = sample.after(DeidentificationProfile.shipped("research-basic"));
    assertEquals(1, basic.getSequence(Tag.ContentSequence).size());
  }

  @Test
  void documentsOverlaysCurvesIconsSignaturesAndPaddingGo() throws Exception {
    Sample sample = new Sample();
    byte[] name = "Ludenscheidt".getBytes(StandardCharsets.ISO_8859_1);
    Attributes dataset = sample.dataset();
    int[] gone = {0x60003000, 0x60001500, 0x60000022, 0x5000200C, 0x50003000, 0xFFFCFFFC};
    for (int tag : gone) {
      dataset.setBytes(tag, VR.OB, name);
    }
    dataset.newSequence(Tag.IconImageSequence, 1).add(new Attributes());
    dataset.newSequence(Tag.DigitalSignaturesSequence, 1).add(new Attributes());
    dataset.newSequence(Tag.OriginalAttributesSequence, 1).add(new Attributes());
    dataset.setBytes(Tag.EncapsulatedDocument, VR.OB, name);
    Attributes after = sample.after(DEFAULT);
    for (int tag : gone) {
      assertFalse(after.contains(tag), Tags.text(tag));
    }
    assertFalse(after.contains(Tag.IconImageSequence));
    assertFalse(after.contains(Tag.DigitalSignaturesSequence));
    assertFalse(after.contains(Tag.OriginalAttributesSequence));
    assertArrayEquals(new byte[8], after.getBytes(Tag.EncapsulatedDocument));
  }

  @Test
  void commentsInsideCompressedFramesAreBlankAndNothingElse() {
    byte[] frame = jpeg("patient: Müller", "scan data".getBytes(StandardCharsets.US_ASCII));
    List<byte[]> before = List.of(new byte[0], frame);
    List<byte[]> after = Codestreams.cleaned(before);
    assertEquals(frame.length, after.get(1).length);
    assertFalse(new String(after.get(1), StandardCharsets.ISO_8859_1).contains("patient"));
    assertTrue(new String(after.get(1), StandardCharsets.ISO_8859_1).contains("scan data"));
    assertSame(after, Codestreams.cleaned(after), "nothing left to do");
  }

  @Test
  void aCommentAcrossTwoFragmentsIsBlankToo() {
    byte[] frame = jpeg("patient: Müller", new byte[2]);
    int cut = 14;
    byte[] first = java.util.Arrays.copyOf(frame, cut);
    byte[] second = java.util.Arrays.copyOfRange(frame, cut, frame.length);
    List<byte[]> after = Codestreams.cleaned(List.of(new byte[0], first, second));
    String all =
        new String(after.get(1), StandardCharsets.ISO_8859_1)
            + new String(after.get(2), StandardCharsets.ISO_8859_1);
    assertFalse(all.contains("ller"));
    assertEquals(cut, after.get(1).length);
  }

  @Test
  void namesInNumbersDatesAndCodesAreNoticed() throws Exception {
    Sample sample = new Sample();
    sample
        .dataset()
        .setBytes(Tag.SliceThickness, VR.DS, "Muller".getBytes(StandardCharsets.US_ASCII));
    sample
        .dataset()
        .setBytes(Tag.AcquisitionTime, VR.TM, "Muller".getBytes(StandardCharsets.US_ASCII));
    sample.text(Tag.BodyPartExamined, VR.CS, "MUELLER");
    sample.text(Tag.SeriesDate, VR.DA, "last May");
    Deidentified done = sample.afterAll(DEFAULT);
    String bytes = new String(PublicData.written(done.object()), StandardCharsets.ISO_8859_1);
    assertFalse(bytes.toLowerCase().contains("muller") || bytes.contains("MUELLER"));
    assertFalse(bytes.contains("last May"));
  }

  @Test
  void wellKnownUidsStayAndInstancesDoNot() throws Exception {
    Sample sample = new Sample().text(Tag.FrameOfReferenceUID, VR.UI, "1.2.840.10008.1.4.1.1");
    sample.text(Tag.SynchronizationFrameOfReferenceUID, VR.UI, "1.2.840.10008.15.1.1");
    Attributes after = sample.after(DEFAULT);
    assertEquals("1.2.840.10008.1.4.1.1", after.getString(Tag.FrameOfReferenceUID));
    assertEquals("1.2.840.10008.15.1.1", after.getString(Tag.SynchronizationFrameOfReferenceUID));
    assertEquals(Sample.CT, after.getString(Tag.SOPClassUID));
    assertTrue(after.getString(Tag.StudyInstanceUID).matches("2\\.25\\.[1-9]\\d{0,38}"));
  }

  @Test
  void theResidualScanFindsWhatAFaultyEngineWouldLeave() throws Exception {
    Deidentified done = new Sample().afterAll(DEFAULT);
    assertEquals(List.of(), done.residual().scan(done.object()));
    done.object().dataset().setString(Tag.ImageComments, VR.LT, "for LÜDENSCHEIDT, kh-4711-0815");
    assertEquals(2, done.residual().scan(done.object()).size());
    done.object().dataset().setNull(Tag.ImageComments, VR.LT);
    done.object().dataset().setString(Tag.StudyDate, VR.DA, "20200229");
    assertEquals(Residual.Kind.DATE, done.residual().scan(done.object()).get(0).kind());
  }

  @Test
  void withoutPatientIdItIsRefusedUnlessTheProfileTakesTheStudy() throws Exception {
    Sample sample = new Sample().text(Tag.PatientID, VR.LO, "");
    DicomRejection rejection = assertThrows(DicomRejection.class, () -> sample.after(DEFAULT));
    assertEquals(RejectReason.MISSING_IDENTIFIER, rejection.reason());
    var byStudy = Sample.profile("options = [], missing-patient-id = study");
    assertEquals(32, sample.after(byStudy).getString(Tag.PatientID).length());
    assertNull(sample.after(byStudy).getString(Tag.PatientBirthDate));
  }

  private static Attributes item(String type, String concept, String meaning) {
    Attributes item = new Attributes();
    item.setString(Tag.RelationshipType, VR.CS, "CONTAINS");
    item.setString(Tag.ValueType, VR.CS, type);
    Attributes code = new Attributes();
    item.newSequence(Tag.ConceptNameCodeSequence, 1).add(code);
    code.setString(Tag.CodeValue, VR.SH, concept);
    code.setString(Tag.CodingSchemeDesignator, VR.SH, "DCM");
    code.setString(Tag.CodeMeaning, VR.LO, meaning);
    return item;
  }

  private static byte[] jpeg(String comment, byte[] scan) {
    byte[] text = comment.getBytes(StandardCharsets.ISO_8859_1);
    var out = new java.io.ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xFE, 0});
    out.write(text.length + 2);
    out.writeBytes(text);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 4, 1, 1});
    out.writeBytes(scan);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return out.toByteArray();
  }
}
