package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;

/** Real files of many makers, transfer syntaxes and character sets. */
class PublicFilesDeidTest {
  @ParameterizedTest
  @ValueSource(strings = {"default", "research-basic", "longitudinal-full-dates", "strict"})
  void whatReadsIsDeidentifiedAndReadsAgain(String profile) throws DicomRejection {
    Deidentifier engine =
        Deidentifier.of(DeidentificationProfile.shipped(profile), PublicData.key(3));
    int done = 0;
    for (Path file : PublicData.files(PublicData.named("dicom_real"))) {
      DicomObject object;
      try {
        object = PublicData.read(PublicData.bytes(file));
      } catch (DicomRejection e) {
        continue;
      }
      String patient = object.dataset().getString(Tag.PatientID);
      String instance = object.dataset().getString(Tag.SOPInstanceUID);
      try {
        Deidentified result = engine.deidentify(object);
        byte[] bytes = PublicData.written(result.object());
        Attributes again = PublicData.read(bytes).dataset();
        assertEquals(PublicData.key(3).subject(patient), again.getString(Tag.PatientID));
        assertEquals("YES", again.getString(Tag.PatientIdentityRemoved));
        assertEquals(again.getString(Tag.SOPInstanceUID) + ".dcm", result.fileName());
        assertEquals(0, result.residual().scan(result.object()).size(), file::toString);
        done++;
      } catch (DicomRejection e) {
        assertEquals(RejectReason.MISSING_IDENTIFIER, e.reason(), file::toString);
        assertTrue(patient == null || patient.isBlank() || instance == null, file::toString);
      }
    }
    assertTrue(done >= 170, "de-identified " + done);
  }
}
