package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.RejectReason;

/** What a header says, and when there is none. */
class DicomHeaderTest {
  private static DicomHeader header(DicomBytes file) throws DicomRejection {
    return DicomReader.readHeader(file.stream());
  }

  private static RejectReason refused(DicomBytes file) {
    return assertThrows(DicomRejection.class, () -> header(file)).reason();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        DicomBytes.IMPLICIT,
        DicomBytes.EXPLICIT,
        DicomBytes.DEFLATED,
        DicomBytes.BIG_ENDIAN
      })
  void everyEncodingSaysTheSame(String syntax) throws DicomRejection {
    DicomHeader header =
        header(
            new DicomBytes()
                .syntax(syntax)
                .text(Element.PATIENT_SEX, "CS", "F")
                .text(Element.PATIENT_AGE, "AS", "061Y")
                .text(Element.STUDY_DATE, "DA", "20240229")
                .text(Element.IMAGE_LATERALITY, "CS", "L")
                .text(Element.MANUFACTURER_MODEL, "LO", "TRC-NW8 \u001b[31m")
                .text(Element.BURNED_IN, "CS", "YES"));
    assertEquals("2.25.4", header.sopInstanceUid());
    assertEquals("2.25.2", header.studyInstanceUid());
    assertEquals("2.25.3", header.seriesInstanceUid());
    assertEquals("P1", header.patientId());
    assertEquals(syntax, header.transferSyntaxUid());
    assertEquals("OP", header.modality());
    assertEquals(2, header.rows());
    assertEquals(2, header.columns());
    assertEquals(1, header.frames());
    assertEquals(8, header.bitsStored());
    assertEquals("L", header.laterality());
    assertEquals("F", header.sex());
    assertEquals(61, header.ageYears());
    assertEquals(LocalDate.of(2024, 2, 29), header.acquiredOn());
    assertEquals("TRC-NW8  [31m", header.manufacturerModel(), "control characters are blanks");
    assertEquals("YES", header.burnedInAnnotation());
  }

  @ParameterizedTest
  @EnumSource(names = {"SOP_INSTANCE", "STUDY_INSTANCE", "SERIES_INSTANCE", "PATIENT_ID"})
  void withoutAnIdentifierThereIsNoHeader(Element identifier) {
    assertEquals(RejectReason.MISSING_IDENTIFIER, refused(new DicomBytes().without(identifier)));
    assertEquals(
        RejectReason.MISSING_IDENTIFIER, refused(new DicomBytes().text(identifier, "LO", "  ")));
  }

  @Test
  void anIdentifierThatCannotBeDecodedIsNotMergedWithOthers() {
    assertEquals(
        RejectReason.MALFORMED,
        refused(new DicomBytes().text(Element.PATIENT_ID, "LO", "M\u00fc")));
  }

  @Test
  void backslashesInAPatientIdDoNotCutIt() throws DicomRejection {
    DicomBytes file = new DicomBytes().text(Element.PATIENT_ID, "LO", "A\\B");
    assertEquals("A\\B", header(file).patientId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-5", "0", "999999999999", "1.5"})
  void framesAreCountedOrRefused(String frames) {
    assertEquals(
        RejectReason.MALFORMED, refused(new DicomBytes().text(Element.FRAMES, "IS", frames)));
  }

  @ParameterizedTest
  @CsvSource({
    "061Y,,61",
    "018M,,1",
    "060W,,1",
    "400D,,1",
    "999Y,,",
    ",19500301,74",
    ",19500229,",
    ",20250101,"
  })
  void agesComeFromTheAgeOrTheBirthDate(String age, String born, Integer years) {
    assertEquals(years, PatientAge.years(age, born, LocalDate.of(2024, 3, 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "20240131,2024-01-31",
    "2024.01.31,2024-01-31",
    "20240131235959.123456+0100,2024-01-31"
  })
  void datesAreReadInAllTheirSpellings(String text, LocalDate date) {
    assertEquals(date, DicomDates.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20240230", "2024", "today", "20241301"})
  void whatIsNoDayIsNoDate(String text) {
    assertNull(DicomDates.parse(text));
  }

  @Test
  void headersPrintNoValues() throws DicomRejection {
    assertFalse(header(new DicomBytes()).toString().matches(".*(P1|2\\.25).*"));
  }

  @Test
  void aHeaderDoesNotReadThePixels() throws DicomRejection {
    byte[] file =
        new DicomBytes().shape(1000, 1000, "MONOCHROME2").pixels(new byte[1000000]).build();
    ByteArrayInputStream in = new ByteArrayInputStream(file);
    DicomReader.readHeader(in);
    assertEquals(true, in.available() > 900_000, "most of the file is still unread");
  }

  @Test
  void theCallersStreamStaysOpen() throws DicomRejection {
    InputStream in =
        new ByteArrayInputStream(new DicomBytes().build()) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    DicomReader.readImage(in);
  }

  @Test
  void aBrokenDiskIsNotABrokenFile() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("/secret/path/of/Mustermann.dcm");
          }
        };
    byte[] start = Arrays.copyOf(new DicomBytes().build(), 200);
    InputStream in = new SequenceInputStream(new ByteArrayInputStream(start), broken);
    DicomRejection e = assertThrows(DicomRejection.class, () -> DicomReader.readHeader(in));
    assertEquals(RejectReason.UNREADABLE, e.reason());
    assertFalse(e.toString().contains("Mustermann"));
    assertNull(e.getCause());
  }
}
