package org.medveil.jobs.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.jobs.tables.Locations;
import org.medveil.testkit.Wire;

/** The agreement's word on text in pixels, and the rules that belong to it. */
class BurnedInTextTest {
  private static final String MASK = "burned-in-text = \"mask-outside-field-of-view\"";
  private static final String EXAMINE = "burned-in-text = examine";

  @TempDir private Path folder;

  @Test
  void withoutAFileTheShippedRulesHold() throws IOException {
    assertEquals(Optional.of(PixelPolicy.standard()), rules(agreement(EXAMINE)));
    assertEquals(Optional.empty(), rules(agreement(MASK)));
    assertEquals(Optional.empty(), rules(agreement("burned-in-text = reject")));
  }

  /** Beside the agreement, whatever folder the verb was started in. */
  @Test
  void aFileIsFoundFromTheAgreement() throws IOException {
    Files.writeString(folder.resolve("r.conf"), shipped().replace("US = rule", "US = detector"));
    DataUseAgreement agreement = agreement(EXAMINE + "\npixel-rules = r.conf");
    assertEquals(Optional.of(PixelPolicy.read(folder.resolve("r.conf"))), rules(agreement));
    assertEquals(agreement, Wire.across(agreement));
  }

  @Test
  void theHashStandsForWhatTheRulesSay() throws IOException {
    String line = EXAMINE + "\npixel-rules = r.conf";
    Path file = folder.resolve("r.conf");
    Files.writeString(file, shipped());
    String before = agreement(line).sha256();
    Files.writeString(file, "# a comment\n" + shipped());
    assertEquals(before, agreement(line).sha256());
    Files.writeString(file, shipped().replace("most-masked = 0.4", "most-masked = 0.3"));
    assertNotEquals(before, agreement(line).sha256());
  }

  /** What was made before there were rules is still known. */
  @Test
  void theHashOfOtherAgreementsIsThatOfTheirTextAlone() throws IOException {
    DataUseAgreement agreement = agreement(MASK);
    String text =
        ConfigFactory.parseFile(folder.resolve("agreement.conf").toFile())
            .resolve()
            .getConfig("agreement")
            .root()
            .render(ConfigRenderOptions.concise());
    assertEquals(Locations.sha256(text), agreement.sha256());
  }

  @ParameterizedTest
  @CsvSource({
    "burned-in-text = look, unknown burned-in-text rule",
    "'', burned-in-text",
    "burned-in-text = reject\\npixel-rules = r.conf, pixel-rules would have no effect",
    "burned-in-text = examine\\npixel-rules = none.conf, pixel rules cannot be read",
    "burned-in-text = examine\\npixel-rules = agreement.conf, unknown key",
  })
  void whatCannotBeMeantIsRefused(String lines, String sentence) {
    Refusal refusal =
        assertThrows(Refusal.class, () -> agreement(lines.replace("\\n", System.lineSeparator())));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static Optional<PixelPolicy> rules(DataUseAgreement agreement) {
    return agreement.burnedInText().pixelRules();
  }

  private static String shipped() throws IOException {
    return Files.readString(Path.of("../conf/deid/pixel-rules.conf"));
  }

  private DataUseAgreement agreement(String lines) throws IOException {
    Path file = folder.resolve("agreement.conf");
    String example = Files.readString(Path.of("../conf/agreement.conf"));
    Files.writeString(file, example.replace(MASK, lines));
    return DataUseAgreement.read(file);
  }
}
