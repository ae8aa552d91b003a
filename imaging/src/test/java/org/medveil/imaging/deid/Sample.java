package org.medveil.imaging.deid;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;

/** A small CT object of Änne Müller-Lüdenscheidt, to which a test adds what it is about. */
final class Sample {
  static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private final Attributes dataset = new Attributes();

  Sample() {
    dataset.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
    text(Tag.SOPClassUID, VR.UI, CT);
    text(Tag.SOPInstanceUID, VR.UI, "1.2.3.4.5");
    text(Tag.StudyInstanceUID, VR.UI, "1.2.3.4");
    text(Tag.PatientName, VR.PN, "Müller-Lüdenscheidt^Änne");
    text(Tag.PatientID, VR.LO, "KH-4711-0815");
    text(Tag.PatientBirthDate, VR.DA, "19310204");
    text(Tag.StudyDate, VR.DA, "20200229");
    text(Tag.InstitutionName, VR.LO, "Klinikum Entenhausen");
    text(Tag.Modality, VR.CS, "CT");
  }

  Sample text(int tag, VR vr, String... values) {
    dataset.setString(tag, vr, values);
    return this;
  }

  Attributes dataset() {
    return dataset;
  }

  byte[] file(String syntax) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DicomOutputStream dicom = new DicomOutputStream(out, UID.ExplicitVRLittleEndian)) {
      dicom.writeDataset(dataset.createFileMetaInformation(syntax), dataset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  DicomObject object() throws DicomRejection {
    return PublicData.read(file(UID.ExplicitVRLittleEndian));
  }

  /** The data set after the profile, written and read again. */
  Attributes after(DeidentificationProfile profile) throws DicomRejection {
    return afterAll(profile).object().dataset();
  }

  Deidentified afterAll(DeidentificationProfile profile) throws DicomRejection {
    return Deidentifier.of(profile, PublicData.key(9)).explain(object());
  }

  static DeidentificationProfile profile(String text) {
    byte[] bytes =
        ("profile { name = test, " + text + " }").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return ProfileFile.parse(new Resource(bytes), "test.conf", null);
  }
}
