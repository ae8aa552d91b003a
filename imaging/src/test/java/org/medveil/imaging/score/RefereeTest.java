package org.medveil.imaging.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.plant.Planted;

/** How the referee judges the best and the worst de-identifier. */
class RefereeTest {
  private static final Set<Action> CHANGING =
      EnumSet.of(
          Action.TEXT_REMOVED, Action.DATE_SHIFTED, Action.UID_CHANGED, Action.PIXELS_HIDDEN);

  @Test
  void whoReadTheKeyScoresAHundred() {
    assertPerfect(PlantedFolder.of(Templates.made(), 24, 60));
  }

  @Test
  void whoReadTheKeyScoresAHundredOnPublicFiles() {
    List<byte[]> templates = Templates.real();
    assumeFalse(templates.isEmpty(), "skipped: no MEDVEIL_DATA");
    assertTrue(templates.size() > 100, "usable: " + templates.size());
    assertPerfect(PlantedFolder.of(templates, 150, 400));
  }

  private static void assertPerfect(PlantedFolder folder) {
    Score score = folder.score(Oracle::deidentify);
    assertEquals(Map.of(), PlantedFolder.failures(score));
    assertEquals(100, score.headline().percent());
    assertEquals(
        List.of(),
        folder.reports(Oracle::deidentify).stream()
            .flatMap(report -> report.violations().stream())
            .toList());
  }

  @Test
  void whoOnlyCopiesKeepsEverythingAndHidesNothing() {
    assertCopied(PlantedFolder.of(Templates.made(), 24, 60));
  }

  @Test
  void soItIsInEveryTransferSyntax() {
    List<byte[]> templates = Templates.real();
    assumeFalse(templates.isEmpty(), "skipped: no MEDVEIL_DATA");
    assertCopied(PlantedFolder.of(templates, 200, 500));
  }

  private static void assertCopied(PlantedFolder folder) {
    Score score = folder.score(file -> new Referee.Source(file.file(), file.bytes()));
    score
        .byAction()
        .forEach(
            (action, tally) ->
                assertEquals(
                    CHANGING.contains(action) ? 0 : tally.required(),
                    tally.correct(),
                    action.word()));
    assertEquals(EnumSet.allOf(Action.class), score.byAction().keySet());
    assertEquals(EnumSet.allOf(Category.class), score.byCategory().keySet());
  }

  @Test
  void whoHandsOverNothingGetsNothing() throws Exception {
    Planted file = PlantedFolder.of(Templates.made(), 1, 1).files().get(0);
    Referee.FileReport report =
        Referee.missing(file.requirements(), new Referee.Source(file.file(), file.bytes()));
    assertEquals(0, Score.of(report.verdicts(), IdMapping.none()).headline().correct());
  }

  @Test
  void aResultThatIsNoDicomGetsNothing() throws Exception {
    Planted file = PlantedFolder.of(Templates.made(), 1, 1).files().get(0);
    Referee.FileReport report =
        Referee.score(
            file.requirements(),
            new Referee.Source(file.file(), file.bytes()),
            new Referee.Source("x", new byte[300]));
    assertEquals(0, Score.of(report.verdicts(), IdMapping.none()).headline().correct());
  }
}
