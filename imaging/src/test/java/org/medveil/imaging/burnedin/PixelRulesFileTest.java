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
import org.medveil.contracts.Refusal;

/** The file conf/deid/pixel-rules.conf and what is refused in it. */
class PixelRulesFileTest {
  static final Path SHIPPED = Path.of("..", "conf", "deid", "pixel-rules.conf");

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

  private PixelPolicy read(String from, String to) throws IOException {
    String shipped = Files.readString(SHIPPED);
    assertTrue(shipped.contains(from), from);
    Path file = folder.resolve("pixel-rules.conf");
    Files.writeString(file, shipped.replace(from, to));
    return PixelPolicy.read(file);
  }
}
