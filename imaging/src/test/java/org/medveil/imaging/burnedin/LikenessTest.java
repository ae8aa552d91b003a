package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something half read is taken for a word of the header. */
class LikenessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Rossi       | ROSSI        | 0,5
          Rossi       | R0551        | 0,5
          Rossi       | XXROSSlXX    | 2,7
          Rossi       | RCSSI        | 0,5
          Rossi       | RCSSV        |
          Kowalski    | KOVALSKY     | 0,8
          Kowalski    | Kowlski      | 0,7
          Kowalski    | KOVOISKY     |
          Müller      | MULLER       | 0,6
          Müller      | MUELLER      | 0,7
          Lee         | LEE          | 0,3
          Lee         | LEF          |
          19641123    | 19641123     | 0,8
          19641123    | 19641723     | 0,8
          19641123    | 19551123     |
          231164      | 231764       |
          MRN55793467 | MRN5579E467  | 0,11
          """)
  void longWordsMayHaveAnErrorOrTwoAndNumbersHardlyAny(String word, String read, String where) {
    StringBuilder found = new StringBuilder();
    for (Likeness.Span span : Likeness.to(word).in(Likeness.fold(read))) {
      found.append(span.from()).append(',').append(span.to());
    }
    assertEquals(where == null ? "" : where, found.toString());
  }
}
