package org.medveil.imaging.plant;

import java.util.List;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.imaging.score.Category;

/** Identifiers, descriptions and codes in sequences, up to three deep. */
final class Nested {
  private Nested() {}

  static void fill(Sheet sheet, Visit visit) {
    request(sheet.item(Tag.RequestAttributesSequence), visit);
    otherIds(sheet.item(Tag.OtherPatientIDsSequence), visit);
    operator(sheet.item(Tag.OperatorIdentificationSequence), visit);
    procedure(sheet.item(Tag.ProcedureCodeSequence), visit);
    anatomy(sheet.item(Tag.AnatomicRegionSequence));
  }

  private static void request(Sheet item, Visit visit) {
    Chance chance = visit.study().at("request");
    Invented patient = visit.patient();
    item.identifier(
        Tag.RequestedProcedureID, VR.SH, "RP" + chance.at("rp").digits(7), Category.HIPAA);
    item.identifier(
        Tag.ScheduledProcedureStepID, VR.SH, "SPS" + chance.at("sps").digits(6), Category.HIPAA);
    item.identifier(Tag.AccessionNumber, VR.SH, visit.accession(), Category.HIPAA);
    item.text(
        Tag.RequestedProcedureDescription,
        VR.LO,
        new Wording()
            .medicine(Medicine.region(patient, chance.at("region")))
            .joint(" ")
            .medicine(Medicine.manner(patient, chance.at("manner")))
            .joint(" / ")
            .phi(patient.familyInText()));
    item.text(
        Tag.ScheduledProcedureStepDescription,
        VR.LO,
        new Wording()
            .medicine(Medicine.region(patient, chance.at("region")))
            .joint(" req. ")
            .phi(visit.accession()));
    item.text(
        Tag.ReasonForTheRequestedProcedure,
        VR.LO,
        new Wording()
            .medicine(Medicine.finding(patient, chance.at("reason")))
            .joint(", Dr. ")
            .phi(Staff.family(visit.study().at("referrer"))));
  }

  private static void otherIds(Sheet item, Visit visit) {
    item.identifier(
        Tag.PatientID, VR.LO, "OID" + visit.person().at("other").digits(7), Category.HIPAA);
    item.identifier(Tag.IssuerOfPatientID, VR.LO, Staff.town(visit.person()), Category.HIPAA);
  }

  private static void operator(Sheet item, Visit visit) {
    item.identifier(Tag.InstitutionName, VR.LO, Staff.hospital(visit.study()), Category.HIPAA);
    Sheet code = item.item(Tag.PersonIdentificationCodeSequence);
    String family = Staff.family(visit.series().at("operator"));
    code.attributes().setString(Tag.CodeValue, VR.SH, "OP" + visit.series().at("op").digits(4));
    code.attributes().setString(Tag.CodingSchemeDesignator, VR.SH, "99STAFF");
    code.identifier(
        Tag.CodeMeaning,
        VR.LO,
        family + " " + Staff.given(visit.series().at("operator")),
        Category.DICOM,
        List.of(family));
  }

  private static void procedure(Sheet item, Visit visit) {
    item.kept(Tag.CodeValue, VR.SH, "24627-2", Category.TCIA);
    item.kept(Tag.CodingSchemeDesignator, VR.SH, "LN", Category.TCIA);
    item.kept(
        Tag.CodeMeaning,
        VR.LO,
        "Study of the " + Medicine.region(visit.patient(), visit.study().at("code")),
        Category.TCIA);
  }

  private static void anatomy(Sheet item) {
    item.kept(Tag.CodeValue, VR.SH, "T-D3000", Category.TCIA);
    item.kept(Tag.CodingSchemeDesignator, VR.SH, "SRT", Category.TCIA);
    item.kept(Tag.CodeMeaning, VR.LO, "Thoracic structure", Category.TCIA);
    Sheet modifier = item.item(Tag.AnatomicRegionModifierSequence);
    modifier.kept(Tag.CodeValue, VR.SH, "G-A101", Category.TCIA);
    modifier.kept(Tag.CodingSchemeDesignator, VR.SH, "SRT", Category.TCIA);
    modifier.kept(Tag.CodeMeaning, VR.LO, "Lateral part", Category.TCIA);
  }
}
