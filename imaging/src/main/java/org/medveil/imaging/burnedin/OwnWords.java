package org.medveil.imaging.burnedin;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * The words by which a header names its patient: parts of names, numbers, the date of birth in its
 * usual spellings. What a reader half reads is compared with them. Prints nothing.
 */
final class OwnWords {
  private static final int SHORTEST_NAME = 3;
  private static final int SHORTEST_NUMBER = 4;

  private static final List<HeaderValue> NAMES =
      List.of(
          new HeaderValue(List.of(Tag.PatientName)),
          new HeaderValue(List.of(Tag.OtherPatientNames)),
          new HeaderValue(List.of(Tag.PatientBirthName)));
  private static final List<HeaderValue> NUMBERS =
      List.of(
          new HeaderValue(List.of(Tag.PatientID)),
          new HeaderValue(List.of(Tag.OtherPatientIDs)),
          new HeaderValue(List.of(Tag.OtherPatientIDsSequence, Tag.PatientID)),
          new HeaderValue(List.of(Tag.AccessionNumber)));
  private static final HeaderValue BORN = new HeaderValue(List.of(Tag.PatientBirthDate));

  private static final List<String> SPELLINGS =
      List.of(
          "yyyyMMdd",
          "ddMMyyyy",
          "MMddyyyy",
          "ddMMyy",
          "MMddyy",
          "yyMMdd",
          "ddMMMyyyy",
          "MMMddyyyy",
          "ddMMMyy");

  private final List<Likeness> words;

  private OwnWords(Set<String> words) {
    this.words =
        words.stream()
            .map(Likeness::to)
            .filter(word -> word.word().length() >= SHORTEST_NAME)
            .toList();
  }

  static OwnWords of(Attributes header) {
    Set<String> words = new LinkedHashSet<>();
    for (HeaderValue names : NAMES) {
      for (String part : names.in(header).split("[\\^=\\\\\\s,;.'-]+")) {
        add(words, part, SHORTEST_NAME);
      }
    }
    for (HeaderValue numbers : NUMBERS) {
      for (String number : numbers.in(header).split("\\\\")) {
        add(words, number, SHORTEST_NUMBER);
        add(words, number.replaceFirst("^0+", ""), SHORTEST_NUMBER);
      }
    }
    LocalDate born = date(BORN.in(header));
    for (String spelling : born == null ? List.<String>of() : SPELLINGS) {
      words.add(DateTimeFormatter.ofPattern(spelling, Locale.ENGLISH).format(born));
    }
    return new OwnWords(words);
  }

  private static void add(Set<String> words, String word, int shortest) {
    if (word.codePoints().filter(Character::isLetterOrDigit).count() >= shortest) {
      words.add(word);
    }
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Those words of one line that together repeat one of these, each group apart. */
  List<List<ReadWord>> in(List<ReadWord> line) {
    FoldedLine folded = FoldedLine.of(line);
    List<List<ReadWord>> groups = new ArrayList<>();
    for (Likeness word : words) {
      groups.addAll(folded.words(word));
    }
    return groups;
  }

  @Override
  public String toString() {
    return "OwnWords[withheld]";
  }
}
