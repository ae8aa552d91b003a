package org.medveil.imaging.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.PixelElement;
import org.medveil.imaging.plant.Planted;

/** One fault in one file of a perfect result is found, each of the ten kinds, and nothing else. */
class MutationTest {
  private static final PlantedFolder FOLDER = PlantedFolder.of(Templates.made(), 12, 96);

  @Test
  void aLostTag() {
    assertFound(Map.of(Action.TAG_RETAINED, 1L), header(it -> it.remove(Tag.AccessionNumber)));
  }

  @Test
  void aLostTagOfTypeTwoIsAViolationToo() {
    List<Violation> violations =
        FOLDER.reports(faulty(first(), header(it -> it.remove(Tag.AccessionNumber)))).stream()
            .flatMap(report -> report.violations().stream())
            .toList();
    assertEquals(
        List.of(new Violation(first().requirements().get(0).number(), "(0008,0050)", 2)),
        violations);
  }

  @Test
  void aLostValue() {
    assertFound(
        Map.of(Action.TEXT_NOTNULL, 1L),
        header(it -> it.setString(Tag.ClinicalTrialSponsorName, VR.LO, "")));
  }

  @Test
  void aLostWordOfMedicine() {
    assertFound(
        Map.of(Action.TEXT_RETAINED, 1L), header(it -> it.setString(Tag.Allergies, VR.LO, "")));
  }

  @Test
  void aNameLeftBehind() {
    String station = value(first(), "(0008,1010)");
    assertFound(
        Map.of(Action.TEXT_REMOVED, 1L),
        header(it -> it.setString(Tag.StationName, VR.SH, "x" + station)));
  }

  @Test
  void aDateShiftedByAnotherDay() {
    assertFound(
        Map.of(Action.DATE_SHIFTED, 1L),
        header(it -> it.setString(Tag.ContentDate, VR.DA, "20010203")));
  }

  @Test
  void aUidLeftBehind() {
    String uid = value(first(), "(0020,0052)");
    assertFound(
        Map.of(Action.UID_CHANGED, 1L, Action.UID_CONSISTENT, 1L),
        header(it -> it.setString(Tag.FrameOfReferenceUID, VR.UI, uid)));
  }

  @Test
  void aUidThatIsNone() {
    assertFound(
        Map.of(Action.UID_CHANGED, 1L, Action.UID_CONSISTENT, 1L),
        header(it -> it.setString(Tag.FrameOfReferenceUID, VR.UI, "2.25.007")));
  }

  @Test
  void aUidOfItsOwn() {
    assertFound(
        Map.of(Action.UID_CONSISTENT, 1L),
        header(it -> it.setString(Tag.StudyInstanceUID, VR.UI, "2.25.77")));
  }

  @Test
  void aPatientIdOfItsOwn() {
    assertFound(
        Map.of(Action.PATID_CONSISTENT, 1L),
        header(it -> it.setString(Tag.PatientID, VR.LO, "OTHER")));
  }

  @Test
  void textLeftInThePicture() {
    Planted burned =
        FOLDER.files().stream().filter(file -> boxes(file) > 0).findFirst().orElseThrow();
    Function<Planted, Referee.Source> result =
        faulty(burned, object -> object.withPixels(read(burned.bytes()).pixels()));
    assertEquals(Map.of(Action.PIXELS_HIDDEN, boxes(burned)), failed(result));
  }

  @Test
  void aChangedPixel() {
    assertFound(
        Map.of(Action.PIXELS_RETAINED, 1L),
        object -> {
          PixelElement pixels = object.pixels().orElseThrow();
          byte[] changed = pixels.bytes().clone();
          changed[changed.length / 2 + 40] ^= 1;
          return object.withPixels(Optional.of(PixelElement.ofNative(pixels.vr(), changed)));
        });
  }

  @Test
  void aTellingFileName() {
    Planted telling =
        FOLDER.files().stream()
            .filter(
                file ->
                    file.requirements().stream()
                        .anyMatch(row -> row.path().equals(Requirement.FILE_NAME)))
            .findFirst()
            .orElseThrow();
    Map<Action, Long> failures =
        failed(
            file ->
                file == telling
                    ? new Referee.Source(file.file(), Oracle.deidentify(file).bytes())
                    : Oracle.deidentify(file));
    assertEquals(Set.of(Action.TEXT_REMOVED), failures.keySet());
  }

  @Test
  void onePseudonymForAllPatientsFailsThemAll() {
    Score score =
        FOLDER.score(
            file ->
                changed(
                    Oracle.deidentify(file),
                    header(it -> it.setString(Tag.PatientID, VR.LO, "ANON"))));
    assertEquals(0, score.byAction().get(Action.PATID_CONSISTENT).correct());
  }

  @Test
  void whatTheMappingDeniesFails() {
    List<Verdict> verdicts =
        FOLDER.reports(Oracle::deidentify).stream()
            .flatMap(report -> report.verdicts().stream())
            .toList();
    String id = value(first(), "(0010,0020)");
    IdMapping right = IdMapping.parse("id_old,id_new\n" + id + "," + Oracle.pseudonym(id) + "\n");
    assertEquals(100, Score.of(verdicts, right).headline().percent());
    IdMapping wrong = IdMapping.parse("id_old,id_new\n" + id + ",other\n");
    assertTrue(Score.of(verdicts, wrong).headline().percent() < 100);
  }

  /** As many desks do it: a few attributes of the data set, nothing below, nothing beside. */
  @Test
  void theNaiveDeidentifierFailsExactlyWhereItDidNotLook() {
    Set<String> removed = Set.of("(0010,0010)", "(0010,0030)", "(0008,0080)", "(0008,0050)");
    Score score =
        FOLDER.score(
            file ->
                changed(
                    new Referee.Source(file.file(), file.bytes()),
                    header(
                        it -> {
                          it.remove(Tag.PatientName);
                          it.remove(Tag.PatientBirthDate);
                          it.remove(Tag.InstitutionName);
                          it.remove(Tag.AccessionNumber);
                          it.setString(Tag.PatientID, VR.LO, "ANON");
                        })));
    Set<Requirement> expected = new HashSet<>();
    for (Planted file : FOLDER.files()) {
      for (Requirement row : file.requirements()) {
        boolean fails =
            switch (row.action()) {
              case TEXT_REMOVED ->
                  !removed.contains(row.path()) && !row.path().equals("(0010,0020)");
              case TAG_RETAINED, TEXT_NOTNULL -> removed.contains(row.path());
              case DATE_SHIFTED, UID_CHANGED, PATID_CONSISTENT, PIXELS_HIDDEN -> true;
              case TEXT_RETAINED, UID_CONSISTENT, PIXELS_RETAINED -> false;
            };
        if (fails) {
          expected.add(row);
        }
      }
    }
    Set<Requirement> found = new HashSet<>();
    score.failures().forEach(verdict -> found.add(verdict.requirement()));
    assertEquals(expected, found);
  }

  private static Planted first() {
    return FOLDER.files().get(0);
  }

  private static String value(Planted file, String path) {
    return file.requirements().stream()
        .filter(row -> row.path().equals(path) && !row.value().isEmpty())
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static long boxes(Planted file) {
    return file.requirements().stream().filter(row -> row.action() == Action.PIXELS_HIDDEN).count();
  }

  private static void assertFound(Map<Action, Long> expected, UnaryOperator<DicomObject> fault) {
    assertEquals(expected, failed(faulty(first(), fault)));
  }

  private static Map<Action, Long> failed(Function<Planted, Referee.Source> deidentifier) {
    Map<Action, Long> counts = new EnumMap<>(Action.class);
    new ArrayList<>(FOLDER.score(deidentifier).failures())
        .forEach(verdict -> counts.merge(verdict.requirement().action(), 1L, Long::sum));
    return counts;
  }

  private static Function<Planted, Referee.Source> faulty(
      Planted where, UnaryOperator<DicomObject> fault) {
    return file ->
        file == where ? changed(Oracle.deidentify(file), fault) : Oracle.deidentify(file);
  }

  private static UnaryOperator<DicomObject> header(java.util.function.Consumer<Attributes> edit) {
    return object -> {
      edit.accept(object.dataset());
      return object;
    };
  }

  private static Referee.Source changed(Referee.Source source, UnaryOperator<DicomObject> fault) {
    return new Referee.Source(source.path(), Oracle.write(fault.apply(read(source.bytes()))));
  }

  private static DicomObject read(byte[] file) {
    try {
      return DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
    } catch (DicomRejection e) {
      throw new IllegalStateException(e);
    }
  }
}
