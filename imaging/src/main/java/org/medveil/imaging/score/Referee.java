package org.medveil.imaging.score;

import java.io.ByteArrayInputStream;
import java.io.Serializable;
import java.util.List;
import org.dcm4che3.data.Tag;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

/** Compares one original with what a de-identifier made of it. */
public final class Referee {
  private Referee() {}

  /**
   * What was found in one file.
   *
   * @param verdicts one for each requirement, in their order
   * @param violations attributes of type 1 or 2 that were in order before and no longer are
   */
  public record FileReport(List<Verdict> verdicts, List<Violation> violations)
      implements Serializable {
    public FileReport {
      verdicts = List.copyOf(verdicts);
      violations = List.copyOf(violations);
    }
  }

  /**
   * A file as bytes with its place.
   *
   * @param path below its folder, separated by slashes; may hold a name
   * @param bytes the file; not copied
   */
  public record Source(String path, byte[] bytes) {
    /** Without path and content. */
    @Override
    public String toString() {
      return "Source[" + bytes.length + " bytes]";
    }
  }

  /** SOP Instance UID, by which files are matched; empty when there is none. */
  public static String instanceUid(byte[] file) throws DicomRejection {
    DicomObject header = DicomObject.read(new ByteArrayInputStream(file), Extent.HEADER);
    String uid = header.dataset().getString(Tag.SOPInstanceUID);
    return uid == null ? "" : uid.strip();
  }

  /**
   * Judges one pair.
   *
   * @param rows all requirements of the original
   */
  public static FileReport score(List<Requirement> rows, Source original, Source result)
      throws DicomRejection {
    Subject before = SubjectReader.read(original.path(), original.bytes());
    Subject after;
    try {
      after = SubjectReader.read(result.path(), result.bytes());
    } catch (DicomRejection e) {
      return new FileReport(
          FileScorer.missing(rows, before.series(), "the result cannot be read"), List.of());
    }
    int number = rows.isEmpty() ? 0 : rows.get(0).number();
    return new FileReport(
        FileScorer.score(rows, before, after), Conformance.newViolations(number, before, after));
  }

  /** The verdicts when there is no result: nothing was kept. */
  public static FileReport missing(List<Requirement> rows, Source original) throws DicomRejection {
    Subject before = SubjectReader.read(original.path(), original.bytes());
    return new FileReport(
        FileScorer.missing(rows, before.series(), "there is no result"), List.of());
  }
}
