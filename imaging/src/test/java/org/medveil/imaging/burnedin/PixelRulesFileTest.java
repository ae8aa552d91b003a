package org.medveil.imaging.burnedin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** The file conf/deid/pixel-rules.conf and what is refused in it. */
class PixelRulesFileTest {
  static final Path SHIPPED = Path.of("..", "conf", "deid", "pixel-rules.conf");

  private static final String TESSERACT =
      "tesseract { tessdata = \".\", languages = [eng], letters = 3, confidence = 70,"
          + " own-words-confidence = 0 }\n";

  @TempDir Path folder;

  @Test
  void theShippedFileIsCompleteAndItsExampleMatches() {
    PixelPolicy policy = PixelPolicy.read(SHIPPED);
    assertEquals(Demand.RULE, policy.demands().get("US"));
    assertEquals(Demand.RULE, policy.demands().get("other"));
    Attributes header = new Attributes();
    header.setString(Tag.Modality, VR.CS, "US");
    header.setString(Tag.Manufacturer, VR.LO, "Medveil Example GmbH");
    header.setInt(Tag.Rows, VR.US, 480);
    header.setInt(Tag.Columns, VR.US, 640);
    assertNotNull(policy.rule(header));
    header.setInt(Tag.Columns, VR.US, 641);
    assertNull(policy.rule(header));
  }

  @Test
  void ctpScriptsFollowTheRulesAndAreFoundBesideTheFile() throws IOException {
    Files.writeString(folder.resolve("own.script"), "{ Modality.equals(\"US\") } (1,2,3,4)");
    PixelPolicy policy = read("ctp-scripts = []", "ctp-scripts = [own.script]");
    assertEquals(2, policy.rules().size());
    assertEquals(List.of(new Box(1, 2, 3, 4)), policy.rules().get(1).mask());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          captures = rule | capture = rule | captur
          captures = rule | captures = sometimes | sometimes
          heads = quarantine | heads = ignore | ignore
          detector = balanced | detector = off | off
          heads = quarantine | | heads
          other = rule | | other
          US = rule | ultrasound = rule | ultrasound
          most-masked = 0.4 | most-masked = 40 | most-masked
          Modality = US | Modalitty = US | Modalitty
          contains-ignore-case | includes | includes
          mask = [[0, 0, 640, 40], [0, 460, 640, 20]] | mask = [[0, 0, 640]] | mask
          mask = [[0, 0, 640, 40], [0, 460, 640, 20]] | mask = [[0, 0, 0, 40]] | mask
          mask = [[0, 0, 640, 40], [0, 460, 640, 20]] | mask = [] | mask
          mask = [[0, 0, 640, 40], [0, 460, 640, 20]] | | mask
          name = "example | clean = true, name = "example | mask
          ctp-scripts = [] | ctp-scripts = [none.script] | none.script
          """)
  void whatIsUnknownOrAbsentIsRefusedByName(String from, String to, String named) {
    Refusal refusal = assertThrows(Refusal.class, () -> read(from, to == null ? "" : to));
    assertTrue((refusal.getMessage() + refusal.hint()).contains(named), () -> refusal.getMessage());
  }

  /** The reader is in a room of its own; this one has none. */
  @Test
  void aSecondReaderThatThisBuildLacksIsRefused() throws IOException {
    Files.writeString(folder.resolve("eng.traineddata"), "");
    Refusal refusal =
        assertThrows(Refusal.class, () -> read("ctp-scripts = []", TESSERACT + "ctp-scripts = []"));
    assertTrue(refusal.getMessage().contains("Tesseract"), refusal.getMessage());
    assertEquals(ExitCode.USAGE, refusal.exitCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tessdata = "." | tesdata = . | tesdata
          tessdata = "." | tessdata = nowhere | nowhere
          'tessdata = ".", ' | | tessdata
          [eng] | [] | languages
          [eng] | [eng, deu] | deu.traineddata
          [eng] | ["../eng"] | ../eng
          letters = 3 | letters = 1 | letters
          letters = 3 | letters = 2.5 | letters
          confidence = 70 | confidence = 700 | confidence
          own-words-confidence = 0 | own-words-confidence = -1 | own-words-confidence
          letters = 3 | letters = 3, words = 4 | words
          """)
  void aBlockTesseractWithAnErrorIsRefusedByName(String from, String to, String named)
      throws IOException {
    Files.writeString(folder.resolve("eng.traineddata"), "");
    String block = TESSERACT.replace(from, to == null ? "" : to);
    Refusal refusal =
        assertThrows(Refusal.class, () -> read("ctp-scripts = []", block + "ctp-scripts = []"));
    assertTrue((refusal.getMessage() + refusal.hint()).contains(named), () -> refusal.getMessage());
    assertTrue(!refusal.getMessage().contains("carries none"), () -> refusal.getMessage());
  }

  private PixelPolicy read(String from, String to) throws IOException {
    String shipped = Files.readString(SHIPPED);
    assertTrue(shipped.contains(from), from);
    Path file = folder.resolve("pixel-rules.conf");
    Files.writeString(file, shipped.replace(from, to));
    return PixelPolicy.read(file);
  }
}
