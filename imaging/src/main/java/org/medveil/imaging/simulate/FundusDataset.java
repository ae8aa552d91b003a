package org.medveil.imaging.simulate;

import java.time.format.DateTimeFormatter;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * The header of a photograph: Ophthalmic Photography 8 Bit Image IOD (PS3.3 A.41), its type 1 and 2
 * attributes, and the identifying texts that real files carry in public, nested and private
 * attributes.
 */
final class FundusDataset {
  static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.77.1.5.1";
  static final String PRIVATE_CREATOR = "MVSIM HEADER 1.0";
  static final int PRIVATE_NAME = 0x00191010;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

  private final Exposure e;
  private final Attributes a = new Attributes(120);

  private FundusDataset(Exposure exposure) {
    this.e = exposure;
  }

  /** Everything but the pixels and what depends on their encoding. */
  static Attributes of(Exposure exposure) {
    FundusDataset dataset = new FundusDataset(exposure);
    dataset.patient();
    dataset.study();
    dataset.equipment();
    dataset.image();
    dataset.ophthalmicPhotography();
    return dataset.a;
  }

  private void patient() {
    Person p = e.person();
    a.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    a.setString(Tag.PatientName, VR.PN, p.dicomName());
    a.setString(Tag.PatientID, VR.LO, p.patientId());
    a.setString(Tag.IssuerOfPatientID, VR.LO, e.site().hospital());
    a.setString(Tag.PatientBirthDate, VR.DA, DATE.format(p.birth()));
    a.setString(Tag.PatientSex, VR.CS, String.valueOf(e.demographics().sex()));
    a.setString(Tag.PatientAge, VR.AS, String.format("%03dY", e.age()));
    a.setString(Tag.PatientAddress, VR.LO, p.address());
    a.setString(Tag.PatientTelephoneNumbers, VR.SH, p.telephone());
    a.setString(Tag.EthnicGroup, VR.SH, e.demographics().ethnicity().label());
    Sequence others = a.newSequence(Tag.OtherPatientIDsSequence, 1);
    Attributes other = new Attributes();
    other.setString(
        Tag.PatientID, VR.LO, "NHI" + (1_000_000 + e.visit().draw().below(9, 8_999_999)));
    other.setString(Tag.TypeOfPatientID, VR.CS, "TEXT");
    others.add(other);
    a.setString(PRIVATE_CREATOR, PRIVATE_NAME, VR.LO, p.family() + " " + p.given());
  }

  private void study() {
    String date = DATE.format(e.visit().date());
    String time = TIME.format(e.time());
    Person p = e.person();
    a.setString(Tag.StudyInstanceUID, VR.UI, e.visit().studyUid());
    a.setString(Tag.StudyDate, VR.DA, date);
    a.setString(Tag.StudyTime, VR.TM, time);
    a.setString(Tag.StudyID, VR.SH, "V" + (e.visit().index() + 1));
    a.setString(Tag.AccessionNumber, VR.SH, accession());
    a.setString(Tag.ReferringPhysicianName, VR.PN, p.referrer());
    a.setString(Tag.OperatorsName, VR.PN, p.operator());
    a.setString(Tag.StudyDescription, VR.LO, "Fundus photography, macular dystrophy follow-up");
    a.setString(Tag.SeriesInstanceUID, VR.UI, e.seriesUid());
    a.setString(Tag.SeriesNumber, VR.IS, e.side() == Laterality.R ? "1" : "2");
    a.setString(Tag.SeriesDate, VR.DA, date);
    a.setString(Tag.Modality, VR.CS, "OP");
    a.setString(Tag.SeriesDescription, VR.LO, "Colour 45 deg " + e.side().oculus());
    Sequence requests = a.newSequence(Tag.RequestAttributesSequence, 1);
    Attributes request = new Attributes();
    request.setString(Tag.RequestedProcedureID, VR.SH, "RP" + accession());
    request.setString(
        Tag.RequestedProcedureComments, VR.LT, "Requested for " + p.given() + " " + p.family());
    requests.add(request);
  }

  private void equipment() {
    CameraLook camera = e.site().camera();
    a.setString(Tag.Manufacturer, VR.LO, camera.manufacturer());
    a.setString(Tag.ManufacturerModelName, VR.LO, camera.model());
    a.setString(Tag.InstitutionName, VR.LO, e.site().hospital());
    a.setString(Tag.InstitutionAddress, VR.ST, e.site().address());
    a.setString(Tag.StationName, VR.SH, "FUNDUS" + (1 + e.visit().draw().below(5, 2)));
    a.setString(Tag.DeviceSerialNumber, VR.LO, e.site().prefix() + "-4711");
    a.setString(Tag.SoftwareVersions, VR.LO, "SIMULATED, medveil " + FundusCohort.GENERATOR);
  }

  private void image() {
    String date = DATE.format(e.visit().date());
    String time = TIME.format(e.time());
    a.setString(Tag.SOPClassUID, VR.UI, SOP_CLASS);
    a.setString(Tag.SOPInstanceUID, VR.UI, e.instanceUid());
    a.setString(Tag.InstanceNumber, VR.IS, String.valueOf(e.number()));
    a.setString(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY", "", "COLOR");
    a.setString(Tag.ContentDate, VR.DA, date);
    a.setString(Tag.ContentTime, VR.TM, time);
    a.setString(Tag.AcquisitionDate, VR.DA, date);
    a.setString(Tag.AcquisitionTime, VR.TM, time);
    a.setString(Tag.AcquisitionDateTime, VR.DT, date + time);
    // Of either eye, as the photographer sees it: the columns run towards the patient's left.
    a.setString(Tag.PatientOrientation, VR.CS, "L", "F");
    a.setString(Tag.BurnedInAnnotation, VR.CS, e.burnedIn() ? "YES" : "NO");
    a.setString(Tag.NumberOfFrames, VR.IS, "1");
    a.setInt(Tag.FrameIncrementPointer, VR.AT, Tag.FrameTime);
    a.setString(Tag.FrameTime, VR.DS, "0");
    a.setInt(Tag.SamplesPerPixel, VR.US, 3);
    a.setInt(Tag.PlanarConfiguration, VR.US, 0);
    a.setInt(Tag.Rows, VR.US, e.size());
    a.setInt(Tag.Columns, VR.US, e.size());
    a.setInt(Tag.BitsAllocated, VR.US, 8);
    a.setInt(Tag.BitsStored, VR.US, 8);
    a.setInt(Tag.HighBit, VR.US, 7);
    a.setInt(Tag.PixelRepresentation, VR.US, 0);
    String spacing = String.format(java.util.Locale.ROOT, "%.5f", spacingMm());
    a.setString(Tag.PixelSpacing, VR.DS, spacing, spacing);
    if (e.draw().uniform(7) < .4) {
      Person p = e.person();
      String name = p.given() + " " + p.family();
      a.setString(Tag.ImageComments, VR.LT, name + " had difficulty fixating, repeat if blurred.");
    }
  }

  private void ophthalmicPhotography() {
    a.setString(Tag.ImageLaterality, VR.CS, e.side().name());
    code(Tag.AnatomicRegionSequence, "T-AA610", "SRT", "Retina");
    code(Tag.AcquisitionDeviceTypeCodeSequence, "R-1021A", "SRT", "Fundus Camera");
    a.setString(Tag.PatientEyeMovementCommanded, VR.CS, "NO");
    a.newSequence(Tag.RefractiveStateSequence, 0);
    a.setNull(Tag.EmmetropicMagnification, VR.FL);
    a.setNull(Tag.IntraOcularPressure, VR.FL);
    a.setFloat(Tag.HorizontalFieldOfView, VR.FL, 45f);
    a.setString(Tag.PupilDilated, VR.CS, "YES");
    a.newSequence(Tag.IlluminationTypeCodeSequence, 0);
    a.newSequence(Tag.LightPathFilterTypeStackCodeSequence, 0);
    a.newSequence(Tag.ImagePathFilterTypeStackCodeSequence, 0);
    a.newSequence(Tag.LensesCodeSequence, 0);
    a.setString(Tag.DetectorType, VR.CS, "CMOS");
    a.newSequence(Tag.AcquisitionContextSequence, 0);
  }

  private void code(int tag, String value, String scheme, String meaning) {
    Attributes item = new Attributes();
    item.setString(Tag.CodeValue, VR.SH, value);
    item.setString(Tag.CodingSchemeDesignator, VR.SH, scheme);
    item.setString(Tag.CodeMeaning, VR.LO, meaning);
    a.newSequence(tag, 1).add(item);
  }

  private String accession() {
    return "A" + (10_000_000 + e.visit().draw().below(6, 89_999_999));
  }

  private double spacingMm() {
    return 2 * Pose.FIELD_MM / (Pose.FIELD_FRACTION * e.size());
  }
}
