package org.medveil.imaging.plant;

import java.util.List;
import org.dcm4che3.data.VR;
import org.medveil.imaging.score.Action;
import org.medveil.imaging.score.Category;
import org.medveil.imaging.score.Scope;

/**
 * Private elements: those of PS3.15 Table E.3.10-1 are safe and stay, by creator and number; all
 * others go, those of a safe creator too.
 */
final class Privates {
  private static final String ARCHIVE = "CONTRIVEX ARCHIVE 1";
  private static final String GE = "GEMS_PARM_01";

  private Privates() {}

  /** One safe element: creator, tag with an empty block, VR. */
  private record Safe(String creator, int tag, VR vr, String value) {}

  private static final List<List<Safe>> SAFE =
      List.of(
          List.of(
              new Safe("SIEMENS MR HEADER", 0x0019000C, VR.IS, "800"),
              new Safe("SIEMENS MR HEADER", 0x0019000D, VR.CS, "DIRECTIONAL")),
          List.of(
              new Safe("GEMS_ACQU_01", 0x00190023, VR.DS, "9.375"),
              new Safe("GEMS_ACQU_01", 0x00190027, VR.DS, "0.8")),
          List.of(
              new Safe("Philips PET Private Group", 0x70530000, VR.DS, "0.000517"),
              new Safe("Philips PET Private Group", 0x70530009, VR.DS, "1.84521")),
          List.of(
              new Safe("ELSCINT1", 0x00E10021, VR.DS, "412.7"),
              new Safe("ELSCINT1", 0x01F10001, VR.CS, "SPIRAL")));

  static void fill(Sheet sheet, Visit visit) {
    for (Safe safe : visit.series().at("vendor").pick(SAFE)) {
      keep(sheet, safe, Action.TAG_RETAINED, "");
      keep(sheet, safe, Action.TEXT_RETAINED, safe.value());
    }
    Invented patient = visit.patient();
    go(sheet, GE, 0x004300F0, patient.id());
    go(sheet, ARCHIVE, 0x00090010, patient.familyInText());
    go(sheet, ARCHIVE, 0x00090011, patient.id());
    go(sheet, ARCHIVE, 0x00090012, Visit.dicom(patient.birth()));
    Sheet item = sheet.item(ARCHIVE, 0x00090013);
    go(item, ARCHIVE, 0x00090021, Staff.family(visit.study().at("referrer")));
    go(item, ARCHIVE, 0x00090022, visit.accession());
  }

  private static void keep(Sheet sheet, Safe safe, Action action, String text) {
    sheet.privately(
        safe.creator(),
        safe.tag(),
        safe.vr(),
        new Sheet.Row(Scope.PRIVATE, "", safe.value(), action, text, Category.TCIA));
  }

  private static void go(Sheet sheet, String creator, int tag, String value) {
    sheet.privately(
        creator,
        tag,
        VR.LO,
        new Sheet.Row(Scope.PRIVATE, "", value, Action.TEXT_REMOVED, value, Category.HIPAA));
  }
}
