package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCleanerTest {
  private static final List<String> FORMATS =
      List.of(
          "yyyyMMdd",
          "yyyy-MM-dd",
          "yyyy/MM/dd",
          "dd.MM.yyyy",
          "d.M.yy",
          "MM/dd/yyyy",
          "M-d-yy",
          "d MMM yyyy",
          "MMM d, yyyy",
          "MMMM d yyyy",
          "dd-MMM-yy",
          "yyyyMMddHHmmss");

  private final Identity identity = new Identity();

  TextCleanerTest() {
    identity.name("Long^Ben", true);
    identity.id("MRN-55 793");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CT Thorax with contrast|CT Thorax with contrast",
        "t1_mprage_sag 0.9 mm|t1_mprage_sag 0.9 mm",
        "MRI Brain, L5/S1, 120 kV, 3D|MRI Brain, L5/S1, 120 kV, 3D",
        "follow-up BEN LONG chest|follow-up chest",
        "long axis view|axis view",
        "seen by Dr. Brown today|by",
        "call +49 30 1234567 now|now",
        "mrn55793 and MRN 55-793|and",
        "ben.long@example.org chest|chest",
        "patient 93 years old|patient old",
        "patient's left knee|patient's left knee",
        "見る 頭部 CT|CT",
        "Isovue300/100 bolus|Isovue300/100 bolus",
        "12 Oak Street, brain|, brain",
      })
  void whatIsKnownToBeHarmlessStays(String text, String left) {
    assertEquals(left, new TextCleaner(identity, false, Set.of()).clean(text, false));
  }

  @Test
  void aSiteAddsItsOwnWordsButNotThePatientsName() {
    Set<String> words = Set.of("zentralprojekt", "long");
    String text = "Zentralprojekt chest Long Entenhausen";
    assertEquals(
        "Zentralprojekt chest", new TextCleaner(identity, false, words).clean(text, false));
  }

  @Property(tries = 300)
  void noDateInAnyUsualFormStays(
      @ForAll @IntRange(min = 0, max = 40000) int day,
      @ForAll @IntRange(min = 0, max = 11) int form) {
    LocalDate date = LocalDate.of(1920, 1, 1).plusDays(day);
    String text =
        date.atStartOfDay().format(DateTimeFormatter.ofPattern(FORMATS.get(form), Locale.ENGLISH));
    for (boolean keepUnknown : new boolean[] {false, true}) {
      String left =
          new TextCleaner(identity, keepUnknown, Set.of()).clean("chest " + text + " scan", false);
      assertFalse(left.matches(".*\\d{2,}.*"), () -> text + " left " + left);
    }
  }
}
