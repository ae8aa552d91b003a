package org.medveil.imaging.simulate;

import java.time.LocalDate;
import java.time.LocalTime;

/**
 * One photograph with all that its DICOM file says.
 *
 * @param person who
 * @param demographics of that person
 * @param site where
 * @param visit when and in which study
 * @param side which eye
 * @param number of the photograph within this visit, from 1
 * @param draw the exposure's stream
 * @param burnedIn whether text stands in the pixels
 * @param size of the square image
 */
record Exposure(
    Person person,
    Demographics demographics,
    SiteProfile site,
    Visit visit,
    Laterality side,
    int number,
    Draw draw,
    boolean burnedIn,
    int size) {

  /**
   * @param index 0, 1, ... in order of time
   * @param date of the visit
   * @param years since the first visit
   * @param draw the visit's stream
   */
  record Visit(int index, LocalDate date, double years, Draw draw) {
    String studyUid() {
      return uid(draw.child("study"));
    }
  }

  String seriesUid() {
    return uid(visit.draw().child("series " + side));
  }

  String instanceUid() {
    return uid(draw.child("instance"));
  }

  LocalTime time() {
    LocalTime start = LocalTime.of(8, 0).plusSeconds(visit.draw().below(3, 8 * 3600));
    return start.plusSeconds(40L * number + draw.below(4, 30));
  }

  /** Whole years on the day of the visit. */
  int age() {
    return java.time.Period.between(person.birth(), visit.date()).getYears();
  }

  /** UUID-derived form, PS3.5 B.2: 2.25. and a 128-bit number. */
  private static String uid(Draw draw) {
    java.math.BigInteger high = new java.math.BigInteger(Long.toUnsignedString(draw.bits(0)));
    java.math.BigInteger low = new java.math.BigInteger(Long.toUnsignedString(draw.bits(1)));
    return "2.25." + high.shiftLeft(64).or(low);
  }
}
