package org.medveil.imaging.plant;

import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.imaging.score.Action;
import org.medveil.imaging.score.Category;

/** UIDs of the object and references to its neighbours, which must go on pointing at them. */
final class Uids {
  /** References of type 3 may be dropped with their sequence: X/Z/U* in Table E.1-1. */
  private static final String IF_PRESENT = "if present";

  private static final String FALLBACK_CLASS = "1.2.840.10008.5.1.4.1.1.7";

  private Uids() {}

  static void fill(Sheet sheet, Visit visit) {
    String sopClass = sheet.attributes().getString(Tag.SOPClassUID, FALLBACK_CLASS);
    sheet.kept(Tag.SOPClassUID, VR.UI, sopClass, Category.DICOM);
    own(sheet, Tag.SOPInstanceUID, visit.instanceUid(visit.at().instance()));
    own(sheet, Tag.StudyInstanceUID, visit.studyUid());
    own(sheet, Tag.SeriesInstanceUID, visit.seriesUid());
    sheet.uid(Tag.FrameOfReferenceUID, visit.frameOfReferenceUid(), "");
    int neighbour = visit.at().instance() == 0 ? 0 : visit.at().instance() - 1;
    reference(sheet.item(Tag.ReferencedImageSequence), sopClass, visit.instanceUid(neighbour));
    reference(sheet.item(Tag.SourceImageSequence), sopClass, visit.instanceUid(0));
    sheet
        .item(Tag.ReferencedStudySequence)
        .uid(Tag.ReferencedSOPInstanceUID, visit.studyUid(), IF_PRESENT);
  }

  private static void own(Sheet sheet, int tag, String uid) {
    sheet.uid(tag, uid, "");
    sheet.require(tag, uid, Action.TEXT_NOTNULL, "", Category.DICOM);
  }

  private static void reference(Sheet item, String sopClass, String uid) {
    item.attributes().setString(Tag.ReferencedSOPClassUID, VR.UI, sopClass);
    item.uid(Tag.ReferencedSOPInstanceUID, uid, IF_PRESENT);
  }
}
