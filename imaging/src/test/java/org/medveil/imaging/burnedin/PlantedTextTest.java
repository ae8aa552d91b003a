package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;

/** Names and numbers planted into the pixels of dicom_phi; the answers are in its truth.json. */
class PlantedTextTest {
  private static final Map<String, List<Box>> PLANTED = new LinkedHashMap<>();
  private static final Map<String, PixelVerdict> VERDICTS = new LinkedHashMap<>();

  @BeforeAll
  static void decide() throws IOException, DicomRejection {
    PLANTED.putAll(PlantedFiles.boxes());
    PixelExaminer examiner = new PixelExaminer(PixelPolicy.read(PixelRulesFileTest.SHIPPED));
    for (String name : PLANTED.keySet()) {
      VERDICTS.put(name, PlantedFiles.decide(name, examiner));
    }
  }

  @Test
  void everyVisibleTextIsUnderAMask() {
    int files = 0;
    int boxes = 0;
    for (String name : PLANTED.keySet()) {
      if (PLANTED.get(name).isEmpty()) {
        continue;
      }
      PixelVerdict.Mask mask = assertInstanceOf(PixelVerdict.Mask.class, VERDICTS.get(name), name);
      files++;
      for (Box text : PLANTED.get(name)) {
        boolean hidden = mask.boxes().stream().anyMatch(box -> box.contains(text));
        boxes += hidden ? 1 : 0;
        assertTrue(hidden || text.equals(PlantedFiles.INVISIBLE), () -> name + " shows " + text);
      }
      assertTrue(Coverage.of(mask.boxes(), 512, 512) < 0.16, () -> name + " is masked too much");
    }
    assertEquals(List.of(12, 27), List.of(files, boxes));
  }

  /** Four of them are radiographs with the letter L and the initials of whoever took them. */
  @Test
  void everyImageWithoutPlantedTextIsLeftAlone() {
    int clean = 0;
    for (String name : PLANTED.keySet()) {
      if (PLANTED.get(name).isEmpty()) {
        assertEquals(new PixelVerdict.Clean(true), VERDICTS.get(name), name);
        clean++;
      }
    }
    assertEquals(122, clean);
  }

  @Test
  void everyBoxSaysHowMuchItLooksLikeWriting() {
    for (PixelVerdict verdict : VERDICTS.values()) {
      verdict
          .findings()
          .forEach(f -> assertTrue(f.detail().matches("score [0-9]+\\.[0-9]"), f.detail()));
    }
  }

  /** The side marker of the two radiographs, also where text was masked elsewhere. */
  @Test
  void theLateralityMarkerIsUntouched() {
    for (PixelVerdict verdict : VERDICTS.values()) {
      verdict
          .findings()
          .forEach(f -> assertTrue(!f.box().meets(PlantedFiles.MARKER), () -> "" + f));
    }
  }

  @Test
  void maskedFramesDifferUnderTheMaskOnly() throws IOException, DicomRejection {
    for (Map.Entry<String, PixelVerdict> entry : VERDICTS.entrySet()) {
      if (!(entry.getValue() instanceof PixelVerdict.Mask mask)) {
        continue;
      }
      DecodedFrame before = Frames.of(PlantedFiles.object(entry.getKey())).frame(0);
      DecodedFrame after = Frames.of(PlantedFiles.object(entry.getKey())).frame(0);
      Masking.apply(after, mask.boxes(), mask.fill());
      for (int i = 0; i < before.count(); i++) {
        Box pixel = new Box(i % 512, i / 512, 1, 1);
        boolean masked = mask.boxes().stream().anyMatch(box -> box.contains(pixel));
        assertEquals(masked ? mask.fill().get(0) : before.sample(i), after.sample(i));
      }
    }
  }
}
