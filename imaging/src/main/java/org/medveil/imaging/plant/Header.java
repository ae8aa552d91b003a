package org.medveil.imaging.plant;

import java.util.List;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.imaging.score.Action;
import org.medveil.imaging.score.Category;

/** Identifiers in the data set itself; PS3.15 Table E.1-1 removes, empties or replaces them. */
final class Header {
  private Header() {}

  static void fill(Sheet sheet, Visit visit) {
    patient(sheet, visit);
    characteristics(sheet, visit);
    places(sheet, visit);
    staff(sheet, visit);
    numbers(sheet, visit);
    kept(sheet, visit);
  }

  private static void patient(Sheet sheet, Visit visit) {
    Invented patient = visit.patient();
    Chance chance = visit.person();
    sheet.identifier(
        Tag.PatientName, VR.PN, patient.personName(), Category.HIPAA, patient.nameWords());
    sheet.type2(Tag.PatientName);
    sheet.identifier(Tag.PatientID, VR.LO, patient.id(), Category.HIPAA);
    sheet.require(Tag.PatientID, patient.id(), Action.PATID_CONSISTENT, "", Category.DICOM);
    sheet.require(Tag.PatientID, patient.id(), Action.TEXT_NOTNULL, "", Category.TCIA);
    sheet.identifier(Tag.PatientBirthDate, VR.DA, Visit.dicom(patient.birth()), Category.HIPAA);
    sheet.type2(Tag.PatientBirthDate);
    sheet.identifier(
        Tag.OtherPatientIDs, VR.LO, "ALT" + chance.at("alt").digits(7), Category.HIPAA);
    sheet.identifier(Tag.IssuerOfPatientID, VR.LO, Staff.hospital(chance), Category.HIPAA);
    sheet.identifier(
        Tag.PatientBirthName, VR.PN, patient.personName(), Category.HIPAA, patient.nameWords());
    String mother = Staff.family(chance.at("mother"));
    sheet.identifier(
        Tag.PatientMotherBirthName,
        VR.PN,
        mother + "^" + Staff.given(chance.at("mother")),
        Category.HIPAA,
        List.of(mother));
    String street = Staff.street(chance);
    String town = Staff.town(chance);
    sheet.identifier(
        Tag.PatientAddress,
        VR.LO,
        chance.at("house").between(1, 99) + " " + street + ", " + town,
        Category.HIPAA,
        List.of(street, town));
    sheet.identifier(Tag.PatientTelephoneNumbers, VR.SH, visit.telephone(), Category.HIPAA);
    sheet.identifier(Tag.CountryOfResidence, VR.LO, "Ruritania", Category.HIPAA);
  }

  private static void characteristics(Sheet sheet, Visit visit) {
    Invented patient = visit.patient();
    Chance chance = visit.person();
    sheet.kept(Tag.PatientSex, VR.CS, String.valueOf(patient.sex()), Category.TCIA);
    sheet.type2(Tag.PatientSex);
    int age = java.time.Period.between(patient.birth(), visit.day()).getYears();
    sheet.kept(Tag.PatientAge, VR.AS, String.format("%03dY", age), Category.TCIA);
    sheet.kept(Tag.PatientSize, VR.DS, "1." + chance.at("size").between(50, 95), Category.TCIA);
    sheet.kept(Tag.PatientWeight, VR.DS, "" + chance.at("weight").between(45, 120), Category.TCIA);
    sheet.kept(Tag.EthnicGroup, VR.SH, "Group " + chance.at("group").between(1, 5), Category.TCIA);
  }

  private static void places(Sheet sheet, Visit visit) {
    Chance chance = visit.study();
    String hospital = Staff.hospital(chance);
    String town = Staff.town(chance);
    sheet.identifier(Tag.InstitutionName, VR.LO, hospital, Category.HIPAA);
    sheet.identifier(
        Tag.InstitutionAddress,
        VR.ST,
        town + ", " + Staff.street(chance),
        Category.HIPAA,
        List.of(town, Staff.street(chance)));
    sheet.identifier(
        Tag.InstitutionalDepartmentName, VR.LO, "Ward " + town, Category.DICOM, List.of(town));
    sheet.identifier(
        Tag.StationName, VR.SH, "STN" + chance.at("station").digits(6), Category.HIPAA);
    sheet.identifier(
        Tag.DeviceSerialNumber, VR.LO, "SN" + chance.at("serial").digits(8), Category.HIPAA);
    sheet.identifier(
        Tag.PerformedStationName, VR.SH, "PST" + chance.at("station").digits(6), Category.HIPAA);
    sheet.identifier(Tag.PerformedLocation, VR.SH, town, Category.HIPAA);
    sheet.identifier(
        Tag.CurrentPatientLocation, VR.LO, "Room " + chance.at("room").digits(5), Category.HIPAA);
  }

  private static void staff(Sheet sheet, Visit visit) {
    person(sheet, Tag.ReferringPhysicianName, visit.study().at("referrer"));
    sheet.type2(Tag.ReferringPhysicianName);
    person(sheet, Tag.PhysiciansOfRecord, visit.study().at("of record"));
    person(sheet, Tag.NameOfPhysiciansReadingStudy, visit.study().at("reader"));
    person(sheet, Tag.RequestingPhysician, visit.study().at("requester"));
    person(sheet, Tag.PerformingPhysicianName, visit.series().at("performer"));
    person(sheet, Tag.OperatorsName, visit.series().at("operator"));
    person(sheet, Tag.ResponsiblePerson, visit.person().at("responsible"));
    sheet.identifier(
        Tag.ReferringPhysicianTelephoneNumbers,
        VR.SH,
        Staff.telephone(visit.study().at("referrer")),
        Category.HIPAA);
  }

  private static void person(Sheet sheet, int tag, Chance chance) {
    String family = Staff.family(chance);
    String given = Staff.given(chance);
    sheet.identifier(tag, VR.PN, family + "^" + given, Category.DICOM, List.of(family, given));
  }

  private static void numbers(Sheet sheet, Visit visit) {
    Chance chance = visit.study();
    sheet.identifier(Tag.AccessionNumber, VR.SH, visit.accession(), Category.HIPAA);
    sheet.type2(Tag.AccessionNumber);
    sheet.identifier(Tag.StudyID, VR.SH, "S" + chance.at("study").digits(7), Category.HIPAA);
    sheet.type2(Tag.StudyID);
    sheet.identifier(Tag.AdmissionID, VR.LO, "ADM" + chance.at("case").digits(7), Category.HIPAA);
    sheet.identifier(
        Tag.PerformedProcedureStepID, VR.SH, "PPS" + chance.at("step").digits(6), Category.HIPAA);
    sheet.identifier(
        Tag.PlacerOrderNumberImagingServiceRequest,
        VR.LO,
        "PO" + chance.at("placer").digits(8),
        Category.HIPAA);
    sheet.identifier(
        Tag.FillerOrderNumberImagingServiceRequest,
        VR.LO,
        "FO" + chance.at("filler").digits(8),
        Category.HIPAA);
    sheet.identifier(
        Tag.ClinicalTrialSubjectID,
        VR.LO,
        "SUBJ" + visit.person().at("trial").digits(6),
        Category.HIPAA);
    sheet.type1(Tag.ClinicalTrialSubjectID);
    sheet.identifier(Tag.ClinicalTrialSponsorName, VR.LO, "Imaginary Pharma Trust", Category.DICOM);
    sheet.type1(Tag.ClinicalTrialSponsorName);
  }

  /** Not in Table E.1-1, so not to be touched; the first ones are types 1 and 2. */
  private static void kept(Sheet sheet, Visit visit) {
    if (sheet.attributes().containsValue(Tag.Modality)) {
      sheet.kept(Tag.Modality, Category.DICOM);
    }
    sheet.kept(Tag.SeriesNumber, VR.IS, "" + (visit.at().series() + 1), Category.DICOM);
    sheet.kept(Tag.InstanceNumber, VR.IS, "" + (visit.at().instance() + 1), Category.DICOM);
    sheet.kept(
        Tag.Manufacturer,
        VR.LO,
        visit.series().at("maker").pick(List.of("Contrivex", "Imagomat", "Radionix")),
        Category.DICOM);
    sheet.kept(
        Tag.ManufacturerModelName,
        VR.LO,
        "Model " + visit.series().at("model").digits(3),
        Category.TCIA);
    for (int tag :
        new int[] {
          Tag.ImageType,
          Tag.SliceThickness,
          Tag.KVP,
          Tag.EchoTime,
          Tag.RepetitionTime,
          Tag.PixelSpacing,
          Tag.BodyPartExamined,
          Tag.ImageLaterality
        }) {
      if (sheet.attributes().containsValue(tag)) {
        sheet.kept(tag, Category.TCIA);
      }
    }
  }
}
