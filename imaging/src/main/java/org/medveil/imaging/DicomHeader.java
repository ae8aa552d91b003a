package org.medveil.imaging;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Header facts of one SOP instance. Identifiers are the hospital's own, in clear: they stay in
 * memory and meet a {@link Pseudonymizer} before anything is written. {@link #toString()} prints no
 * value.
 *
 * @param sopInstanceUid never null or blank, like the three after it
 * @param studyInstanceUid of the study
 * @param seriesInstanceUid of the series
 * @param patientId (0010,0020), stripped
 * @param sopClassUid digits and dots, or null
 * @param transferSyntaxUid digits and dots
 * @param modality code string or null
 * @param rows 1–65535 in a valid image, else as in the file; null when absent
 * @param columns as rows
 * @param frames at least 1; 1 when absent
 * @param bitsStored null when absent
 * @param bitsAllocated null when absent
 * @param samplesPerPixel null when absent
 * @param photometricInterpretation code string or null
 * @param laterality ImageLaterality, else Laterality: R, L, B or null
 * @param acquiredOn the day of acquisition, else of content, series, study; or null
 * @param sex M, F, O or null
 * @param ageYears whole years 0–150 from PatientAge, else from the birth date; or null
 * @param manufacturerModel at most 64 printable characters, or null
 * @param bodyPart code string or null
 * @param burnedInAnnotation YES, NO or null
 */
public record DicomHeader(
    String sopInstanceUid,
    String studyInstanceUid,
    String seriesInstanceUid,
    String patientId,
    String sopClassUid,
    String transferSyntaxUid,
    String modality,
    Integer rows,
    Integer columns,
    Integer frames,
    Integer bitsStored,
    Integer bitsAllocated,
    Integer samplesPerPixel,
    String photometricInterpretation,
    String laterality,
    LocalDate acquiredOn,
    String sex,
    Integer ageYears,
    String manufacturerModel,
    String bodyPart,
    String burnedInAnnotation) {

  /** Checks that the identifiers are there. */
  public DicomHeader {
    present(sopInstanceUid);
    present(studyInstanceUid);
    present(seriesInstanceUid);
    present(patientId);
    Objects.requireNonNull(transferSyntaxUid);
    Objects.requireNonNull(frames);
  }

  private static void present(String identifier) {
    if (identifier == null || identifier.isBlank()) {
      throw new IllegalArgumentException("an identifier is missing");
    }
  }

  @Override
  public String toString() {
    return "DicomHeader[values withheld]";
  }
}
