package org.medveil.jobs.deidscore;

import java.util.ArrayList;
import java.util.List;
import org.medveil.imaging.score.Csv;
import org.medveil.imaging.score.Requirement;
import org.medveil.imaging.score.Verdict;
import org.medveil.imaging.score.Violation;

/** Failures as CSV: file by number, place, action; values only where they are known synthetic. */
final class FailureList {
  private FailureList() {}

  static String csv(Examination examination, boolean values) {
    List<String> columns =
        new ArrayList<>(List.of("number", "path", "action", "answer_category", "reason"));
    if (values) {
      columns.addAll(List.of("file", "value", "action_text"));
    }
    StringBuilder csv = new StringBuilder(Csv.line(columns));
    for (Verdict verdict : examination.score().failures()) {
      Requirement row = verdict.requirement();
      List<String> cells =
          new ArrayList<>(
              List.of(
                  "" + row.number(),
                  row.path(),
                  row.action().word(),
                  row.category().word(),
                  verdict.reason()));
      if (values) {
        cells.addAll(List.of(row.file(), row.value(), row.actionText()));
      }
      csv.append(Csv.line(cells));
    }
    for (Violation violation : examination.violations()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  "" + violation.number(),
                  violation.path(),
                  "conformance",
                  "dicom",
                  "new violation of type " + violation.type()));
      if (values) {
        cells.addAll(List.of("", "", ""));
      }
      csv.append(Csv.line(cells));
    }
    return csv.toString();
  }
}
