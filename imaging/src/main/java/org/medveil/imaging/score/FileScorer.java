package org.medveil.imaging.score;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks what the key requires of one file. Every requirement gets exactly one verdict. */
final class FileScorer {
  private FileScorer() {}

  /**
   * @param rows of this file
   * @param series of the original, see {@link Subject#series}
   * @param missing why there is no result: every requirement fails, since what is withheld is of no
   *     use, and a referee that rewarded it would crown the empty folder
   */
  static List<Verdict> missing(List<Requirement> rows, String series, String missing) {
    return rows.stream().map(row -> Verdict.of(row, series, Finding.failed(missing))).toList();
  }

  static List<Verdict> score(List<Requirement> rows, Subject original, Subject result) {
    PixelCheck pixels = new PixelCheck(rows, original, result);
    String series = original.series();
    return rows.stream()
        .map(row -> Verdict.of(row, series, finding(row, original, result, pixels)))
        .collect(Collectors.toList());
  }

  private static Finding finding(
      Requirement row, Subject original, Subject result, PixelCheck pixels) {
    if (row.path().equals(Requirement.PIXELS)) {
      return pixels.finding(row);
    }
    if (row.path().equals(Requirement.FILE_NAME)) {
      return Finding.when(
          !Words.leak(result.path(), row.actionText()), "the file name still holds it");
    }
    Optional<Found> found = ElementPath.parse(row.path()).find(result.header());
    return switch (row.action()) {
      case TAG_RETAINED -> Finding.when(found.isPresent(), "the attribute is gone");
      case TEXT_NOTNULL ->
          Finding.when(found.filter(Found::hasValue).isPresent(), "the attribute has no value");
      case TEXT_RETAINED ->
          Finding.when(
              found.filter(it -> it.says(row.actionText())).isPresent(), "the words are gone");
      case TEXT_REMOVED ->
          Finding.when(
              found.filter(it -> Words.leak(text(it), row.actionText())).isEmpty(),
              "the words are still there");
      case DATE_SHIFTED -> DateCheck.finding(row, original, found);
      case UID_CHANGED -> UidCheck.changed(row, found);
      case UID_CONSISTENT -> UidCheck.consistent(row, found);
      case PATID_CONSISTENT ->
          found
              .filter(Found::hasValue)
              .map(it -> Finding.claimed(Verdict.Claim.Kind.PATIENT, row.value(), text(it)))
              .orElse(Finding.failed("the patient ID has no value"));
      case PIXELS_HIDDEN, PIXELS_RETAINED -> throw new IllegalStateException("no path to pixels");
    };
  }

  static String text(Found found) {
    return String.join("\\", found.texts());
  }
}
