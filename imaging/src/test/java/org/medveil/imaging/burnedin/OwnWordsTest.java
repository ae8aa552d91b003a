package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which words of a line repeat the header. */
class OwnWordsTest {
  private static final Attributes HEADER = header();

  private static Attributes header() {
    Attributes header = new Attributes();
    header.setString(Tag.PatientName, VR.PN, "Okafor-Lindqvist^Ann^^Dr");
    header.setString(Tag.PatientID, VR.LO, "00-552 0917");
    header.setString(Tag.AccessionNumber, VR.SH, "QX7731025");
    header.setString(Tag.PatientBirthDate, VR.DA, "19641123");
    Attributes other = new Attributes();
    other.setString(Tag.PatientID, VR.LO, "C-90218");
    header.newSequence(Tag.OtherPatientIDsSequence, 1).add(other);
    return header;
  }

  /** Words are numbered from 0; a blank parts them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NAME: OKAF0R ANN M      | 1;2
          LIND QVIST              | 0,1
          ANNUAL EXAM             |
          ID 5520917 F            | 1
          ID 552 0917             | 1,2
          23.11.1964 08:15        | 0
          Nov 23 1964             | 0,1,2
          23.11.64                | 0
          24.11.64                |
          QX7731O25               | 0
          c90218                  | 0
          CHEST PA ERECT 120 kV   |
          Dr                      |
          """)
  void namesNumbersAndTheDateOfBirthAreFoundHoweverTheyAreCut(String line, String found) {
    String[] texts = line.split(" ");
    List<ReadWord> words = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      words.add(new ReadWord(new Box(10 * i, 0, 9, 9), 1, texts[i], 20));
    }
    List<String> groups = new ArrayList<>();
    for (List<ReadWord> group : OwnWords.of(HEADER).in(words)) {
      String numbers =
          String.join(",", group.stream().map(word -> "" + word.box().x() / 10).toList());
      if (!groups.contains(numbers)) {
        groups.add(numbers);
      }
    }
    assertEquals(found == null ? "" : found, String.join(";", groups));
  }

  @Test
  void anEmptyHeaderFindsNothing() {
    Attributes empty = new Attributes();
    empty.setString(Tag.PatientName, VR.PN, "^^");
    empty.setString(Tag.PatientBirthDate, VR.DA, "unknown");
    ReadWord word = new ReadWord(new Box(0, 0, 9, 9), 1, "ANYTHING", 99);
    assertEquals(List.of(), OwnWords.of(empty).in(List.of(word)));
  }

  @Test
  void nothingPrintsAWord() {
    ReadWord word = new ReadWord(new Box(0, 0, 9, 9), 1, "OKAFOR", 99);
    String printed = word + " " + OwnWords.of(HEADER) + " " + Likeness.to("Okafor");
    assertFalse(printed.toUpperCase().contains("OKAF"), printed);
    assertFalse(printed.contains(Likeness.fold("Okafor")), printed);
  }
}
