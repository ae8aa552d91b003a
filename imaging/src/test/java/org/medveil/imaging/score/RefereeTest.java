package org.medveil.imaging.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.FrameEncoder;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;
import org.medveil.imaging.dataset.PixelElement;
import org.medveil.imaging.plant.Planted;
import org.medveil.imaging.plant.Planter;

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

  /** Whoever changes a comment of a codestream, or writes the frames anew, kept the pixels. */
  @Test
  void compressedPicturesAreComparedSampleBySample() throws Exception {
    List<byte[]> templates = Templates.real();
    assumeFalse(templates.isEmpty(), "skipped: no MEDVEIL_DATA");
    int compared = 0;
    for (Planted file : PlantedFolder.of(templates, 60, 60).files()) {
      DicomObject original = DicomObject.read(new ByteArrayInputStream(file.bytes()), Extent.WHOLE);
      if (original.pixels().filter(PixelElement::isEncapsulated).isEmpty()) {
        continue;
      }
      Frames frames = Frames.of(original);
      List<DecodedFrame> decoded = new ArrayList<>();
      for (int i = 0; i < frames.count(); i++) {
        decoded.add(frames.frame(i));
      }
      assertEquals("", why(file, FrameEncoder.replace(original, decoded, true)));
      decoded.get(decoded.size() - 1).bytes()[0] ^= 1;
      assertEquals(
          "pixels away from the text have changed",
          why(file, FrameEncoder.replace(original, decoded, false)));
      compared++;
    }
    assertTrue(compared > 5, "compressed: " + compared);
  }

  private static String why(Planted file, DicomObject result) throws DicomRejection {
    Referee.FileReport report =
        Referee.score(
            file.requirements(),
            new Referee.Source(file.file(), file.bytes()),
            new Referee.Source(file.file(), Oracle.write(result)));
    return report.verdicts().stream()
        .filter(one -> one.requirement().action() == Action.PIXELS_RETAINED)
        .map(Verdict::reason)
        .collect(Collectors.joining());
  }

  /** Nobody could say whether text is left in such a picture. */
  @Test
  void aTemplateThatDoesNotDecodeIsNone() throws Exception {
    byte[] whole = Templates.made().get(0);
    Planter.check(whole);
    DicomObject file = DicomObject.read(new ByteArrayInputStream(whole), Extent.WHOLE);
    file.dataset().setInt(Tag.Rows, VR.US, 1600);
    assertThrows(DicomRejection.class, () -> Planter.check(Oracle.write(file)));
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
