package org.medveil.imaging.plant;

import java.util.List;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/**
 * Descriptions and comments: medicine to be kept (option Clean Descriptors) mixed with names,
 * numbers and dates to be removed. Some of these stand in the header too, some nowhere else.
 */
final class FreeText {
  private FreeText() {}

  static void fill(Sheet sheet, Visit visit) {
    sheet.text(Tag.StudyDescription, VR.LO, title(visit, visit.study().at("title")));
    sheet.text(Tag.SeriesDescription, VR.LO, title(visit, visit.series().at("title")));
    sheet.text(Tag.ProtocolName, VR.LO, plain(visit, visit.series().at("protocol")));
    sheet.text(Tag.RequestedProcedureDescription, VR.LO, title(visit, visit.study().at("asked")));
    sheet.text(
        Tag.PerformedProcedureStepDescription, VR.LO, title(visit, visit.study().at("done")));
    sheet.text(Tag.PatientComments, VR.LT, comment(visit, visit.person().at("comment")));
    sheet.text(Tag.ImageComments, VR.LT, call(visit, visit.series().at("comment")));
    sheet.text(Tag.AdditionalPatientHistory, VR.LT, history(visit, visit.study().at("history")));
    sheet.text(Tag.AdmittingDiagnosesDescription, VR.LO, diagnosis(visit, visit.study()));
    sheet.text(Tag.Allergies, VR.LO, new Wording().medicine("penicillin"));
    sheet.text(
        Tag.Occupation,
        VR.SH,
        new Wording().joint("at ").phi(Staff.town(visit.person().at("job"))));
  }

  /** What a technician types into a description: medicine and, too often, whom it is about. */
  private static Wording title(Visit visit, Chance chance) {
    Wording wording = plain(visit, chance);
    Invented patient = visit.patient();
    return switch (chance.at("kind").below(7)) {
      case 0 -> wording.joint(" ").phi(patient.familyInText());
      case 1 -> wording.joint(" (").phi(patient.id()).joint(")");
      case 2 -> wording.joint(" ").phi(Visit.written(visit.day(), chance.at("form")));
      case 3 -> wording.joint(" for Dr. ").phi(Staff.family(visit.study().at("referrer")));
      case 4 ->
          wording.joint("_").phi(patient.givenInText()).joint("_").phi(patient.familyInText());
      default -> wording;
    };
  }

  private static Wording plain(Visit visit, Chance chance) {
    return new Wording()
        .medicine(Medicine.region(visit.patient(), chance.at("region")))
        .joint(" ")
        .medicine(Medicine.manner(visit.patient(), chance.at("manner")));
  }

  private static Wording comment(Visit visit, Chance chance) {
    Invented patient = visit.patient();
    return new Wording()
        .joint("Pt ")
        .phi(patient.givenInText())
        .joint(" ")
        .phi(patient.familyInText())
        .joint(" (MRN ")
        .phi(patient.id())
        .joint("), born ")
        .phi(Visit.written(patient.birth(), chance.at("form")))
        .joint(", known ")
        .medicine(Medicine.finding(patient, chance.at("known")))
        .joint(", lives with daughter ")
        // Nowhere else in the file: only an allow-list of words gets rid of her.
        .phi(Staff.given(chance.at("daughter")));
  }

  private static Wording call(Visit visit, Chance chance) {
    Invented patient = visit.patient();
    String mail =
        patient.latinFamily().replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT)
            + chance.at("mail").digits(2)
            + "@mail.example";
    return new Wording()
        .joint("Results to ")
        .phi(visit.telephone())
        .joint(" or ")
        .phi(mail)
        .joint("; ")
        .medicine(Medicine.region(patient, chance.at("region")))
        .joint(" ")
        .medicine(Medicine.finding(patient, chance.at("finding")))
        .joint(" seen by ")
        .phi(Staff.family(visit.series().at("operator")));
  }

  private static Wording history(Visit visit, Chance chance) {
    Invented patient = visit.patient();
    List<String> findings =
        List.of(
            Medicine.finding(patient, chance.at("first")),
            Medicine.finding(patient, chance.at("second")));
    return new Wording()
        .medicine(findings.get(0))
        .joint(" since ")
        .phi(Visit.written(visit.day().minusDays(700), chance.at("form")))
        .joint(", operated in ")
        .phi(Staff.town(chance))
        .joint("\r\nnow ")
        .medicine(findings.get(1))
        .joint(", see ")
        .phi(visit.accession());
  }

  private static Wording diagnosis(Visit visit, Chance chance) {
    return new Wording().medicine(Medicine.finding(visit.patient(), chance.at("diagnosis")));
  }
}
