package org.medveil.imaging.deidfile;

import java.util.regex.Pattern;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/** Where a de-identified file goes. Nothing of its old name or folder is used. */
final class OutputPath {
  /** PS3.5 §9.1. A profile may keep UIDs, and those of a hostile file may be any text. */
  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  private static final int LONGEST = 64;

  private OutputPath() {}

  static String of(Attributes after) throws DicomRejection {
    return part(after, Tag.StudyInstanceUID, "no-study")
        + "/"
        + part(after, Tag.SeriesInstanceUID, "no-series")
        + "/"
        + part(after, Tag.SOPInstanceUID, "")
        + ".dcm";
  }

  private static String part(Attributes after, int tag, String absent) throws DicomRejection {
    String uid = after.getString(tag);
    if (uid == null || uid.isBlank()) {
      if (absent.isEmpty()) {
        throw new DicomRejection(RejectReason.MISSING_IDENTIFIER, "no SOPInstanceUID");
      }
      return absent;
    }
    if (uid.length() > LONGEST || !UID.matcher(uid).matches()) {
      throw new DicomRejection(RejectReason.MALFORMED, "a UID is none");
    }
    return uid;
  }
}
