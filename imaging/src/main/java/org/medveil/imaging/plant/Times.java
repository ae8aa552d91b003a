package org.medveil.imaging.plant;

import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;

/** Dates that the option Retain Longitudinal Temporal Information with Modified Dates moves. */
final class Times {
  private Times() {}

  static void fill(Sheet sheet, Visit visit) {
    String day = Visit.dicom(visit.day());
    String clock =
        String.format(
            "%02d%02d%02d",
            visit.series().at("hour").between(6, 20),
            visit.series().at("minute").below(60),
            visit.instance().at("second").below(60));
    sheet.date(Tag.StudyDate, VR.DA, day);
    sheet.type2(Tag.StudyDate);
    sheet.attributes().setString(Tag.StudyTime, VR.TM, clock);
    sheet.type2(Tag.StudyTime);
    sheet.date(Tag.SeriesDate, VR.DA, day);
    sheet.date(Tag.AcquisitionDate, VR.DA, day);
    sheet.date(Tag.ContentDate, VR.DA, day);
    // What came out of the machine one day and into the archive the next.
    sheet.date(Tag.InstanceCreationDate, VR.DA, Visit.dicom(visit.day().plusDays(1)));
    sheet.date(Tag.PerformedProcedureStepStartDate, VR.DA, day);
    sheet.date(Tag.AdmittingDate, VR.DA, Visit.dicom(visit.day().minusDays(3)));
    sheet.date(Tag.DateOfLastCalibration, VR.DA, Visit.dicom(visit.day().minusDays(40)));
    String zone = visit.series().at("zone").percent(50) ? "+0100" : "";
    sheet.date(Tag.AcquisitionDateTime, VR.DT, day + clock + ".250" + zone);
  }
}
