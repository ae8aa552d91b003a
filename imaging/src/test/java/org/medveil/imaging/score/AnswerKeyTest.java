package org.medveil.imaging.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.plant.Planted;

/** The file formats, and that planting is repeatable. */
class AnswerKeyTest {
  @Test
  void whatIsWrittenIsRead() {
    StringBuilder key = new StringBuilder(AnswerKey.header());
    List<Requirement> rows =
        PlantedFolder.of(Templates.made(), 24, 30).files().stream()
            .flatMap(file -> file.requirements().stream())
            .toList();
    rows.forEach(row -> key.append(AnswerKey.line(row)));
    assertEquals(rows, AnswerKey.parse(key.toString()));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    List<Planted> once = PlantedFolder.of(Templates.made(), 5, 12).files();
    List<Planted> again = PlantedFolder.of(Templates.made(), 5, 12).files();
    for (int i = 0; i < once.size(); i++) {
      assertEquals(once.get(i).requirements(), again.get(i).requirements());
      assertTrue(java.util.Arrays.equals(once.get(i).bytes(), again.get(i).bytes()));
    }
  }

  @Test
  void unknownActionsPathsAndColumnsAreRefusedByLine() {
    String good = "1,a.dcm,header,\"(0010,0010)\",x,text_removed,x,hipaa\n";
    assertEquals(1, AnswerKey.parse(AnswerKey.header() + good).size());
    for (String bad :
        List.of(
            good.replace("text_removed", "text_hidden"),
            good.replace("(0010,0010)", "(0010,001)"),
            good.replace("(0010,0010)", "(0040,0275)[0]"),
            good.replace("x,hipaa", ",hipaa"),
            good.replace("hipaa", "gdpr"),
            good.replace("1,a", "0,a"),
            "1,a.dcm\n",
            "1,a.dcm,pixels,pixels,x,pixels_hidden,\"0:1,1,2,2\",hipaa\n")) {
      Refusal refusal =
          assertThrows(Refusal.class, () -> AnswerKey.parse(AnswerKey.header() + good + bad), bad);
      assertTrue(refusal.getMessage().contains("record 3"), refusal.getMessage());
    }
    assertThrows(Refusal.class, () -> AnswerKey.parse("file,path\n"));
    assertThrows(Refusal.class, () -> AnswerKey.parse(AnswerKey.header() + "\"1,a"));
  }

  @Test
  void aMappingThatContradictsItselfIsRefused() {
    assertEquals(1, IdMapping.parse("id_old,id_new\n1.2,1.3\n1.2,1.3\n").size());
    assertThrows(Refusal.class, () -> IdMapping.parse("id_old,id_new\n1.2,1.3\n1.2,1.4\n"));
    assertThrows(Refusal.class, () -> IdMapping.parse("old,new\n"));
    assertThrows(Refusal.class, () -> IdMapping.parse("id_old,id_new\n1.2\n"));
  }

  @Test
  void nothingPrintsWhatWasPlanted() {
    Requirement row =
        new Requirement(
            1,
            "Quillfeather.dcm",
            Scope.HEADER,
            "(0010,0010)",
            "Quillfeather",
            Action.TEXT_REMOVED,
            "Quillfeather",
            Category.HIPAA);
    Verdict verdict = Verdict.of(row, "Quillfeather", Finding.failed("still there"));
    assertFalse((row + " " + verdict).contains("Quill"));
  }

  @Test
  void wordsAreFoundWhateverTheirFormAndGlued() {
    assertTrue(Words.contain("MÜLLER^Anna", "müller"));
    assertTrue(Words.contain("Mu\u0308ller", "M\u00fcller"));
    assertTrue(Words.leak("xQuillfeather7", "Quillfeather"));
    assertFalse(Words.leak("bones", "bone"));
    assertTrue(Words.contain("call +00 555 123456 now", "+00 555 123456"));
    assertFalse(Words.contain("555 00 123456", "+00 555 123456"));
  }
}
