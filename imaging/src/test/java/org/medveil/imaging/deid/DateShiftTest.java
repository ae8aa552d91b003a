package org.medveil.imaging.deid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateShiftTest {
  private final String subject = PublicData.key(5).subject("P");
  private final DateShift shift = DateShift.of(PublicData.key(5), subject);

  @Property
  void intervalsAndOrderStay(
      @ForAll @IntRange(min = 0, max = 60000) int a,
      @ForAll @IntRange(min = 0, max = 60000) int b) {
    assertEquals(b - a, ChronoUnit.DAYS.between(moved(a), moved(b)));
  }

  @Property
  void theShiftIsThatOfTheTables(@ForAll @IntRange(min = 0, max = 60000) int a) {
    assertEquals(PublicData.key(5).shift(subject, day(a)), moved(a));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2012", "201207", "20121301", "20120230", "yesterday", "20120711Mueller"})
  void whatIsNoWholeDayIsNotMoved(String text) {
    assertNull(shift.shift(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20120711", "2012.07.11", "20120711 "})
  void olderAndPaddedFormsMoveToo(String text) {
    assertEquals(shift.shift("20120711"), shift.shift(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"101500", "101500.123456+0100", "10"})
  void timesAndOffsetsStay(String rest) {
    assertEquals(shift.shift("20120711") + rest, shift.shift("20120711" + rest));
  }

  private static LocalDate day(int number) {
    return LocalDate.of(1900, 1, 1).plusDays(number);
  }

  private LocalDate moved(int number) {
    return DateShift.day(shift.shift(DateShift.compact(day(number))));
  }
}
