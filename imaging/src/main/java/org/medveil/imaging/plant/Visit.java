package org.medveil.imaging.plant;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What one file knows about its patient, study and series; equal for all files that share them. */
record Visit(long seed, Planned at, Invented patient) {
  private static final DateTimeFormatter DICOM = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final List<DateTimeFormatter> WRITTEN =
      List.of(
          DateTimeFormatter.ofPattern("dd.MM.uuuu"),
          DateTimeFormatter.ofPattern("uuuu-MM-dd"),
          DateTimeFormatter.ofPattern("MM/dd/uuuu"),
          DateTimeFormatter.ofPattern("dd MMM uuuu", Locale.ENGLISH));

  static Visit of(long seed, Planned at) {
    return new Visit(seed, at, Invented.of(seed, at.patient()));
  }

  /** Choices that hold for the patient. */
  Chance person() {
    return patient.chance(seed);
  }

  /** Choices that hold for the study. */
  Chance study() {
    return person().at("study").at(at.study());
  }

  /** Choices that hold for the series. */
  Chance series() {
    return study().at("series").at(at.series());
  }

  /** Choices of this one file. */
  Chance instance() {
    return series().at("instance").at(at.instance());
  }

  /** The day of a study: the first, and 30 to 400 days between two. */
  LocalDate day(int study) {
    LocalDate day = patient.firstStudy();
    for (int i = 1; i <= study; i++) {
      day = day.plusDays(person().at("interval").at(i).between(30, 400));
    }
    return day;
  }

  LocalDate day() {
    return day(at.study());
  }

  static String dicom(LocalDate day) {
    return DICOM.format(day);
  }

  /** As people write dates into comments, in one of several ways. */
  static String written(LocalDate day, Chance chance) {
    return chance.pick(WRITTEN).format(day);
  }

  String accession() {
    return "ACC" + study().at("accession").digits(7);
  }

  String studyUid() {
    return study().at("uid").uid();
  }

  String seriesUid() {
    return series().at("uid").uid();
  }

  String frameOfReferenceUid() {
    return series().at("frame of reference").uid();
  }

  String instanceUid(int instance) {
    return series().at("instance").at(instance).at("uid").uid();
  }

  /** Home telephone of the patient. */
  String telephone() {
    return Staff.telephone(person());
  }
}
