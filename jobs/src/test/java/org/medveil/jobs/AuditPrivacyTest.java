package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.jobs.cli.Json;
import org.medveil.testkit.LocalSpark;

/** The audit as typed: the product's trainer on Spark with fresh, exact noise. */
@ExtendWith(LocalSpark.class)
class AuditPrivacyTest {
  @TempDir private Path folder;

  @Test
  void theTrainerKeepsWhatItClaims() throws Exception {
    CommandRun run =
        CommandRun.of(
                words(
                    "--epsilon",
                    4,
                    "--delta",
                    1e-5,
                    "--sampling-rate",
                    1,
                    "--steps",
                    3,
                    "--canaries",
                    400,
                    "--runs",
                    8,
                    "--worlds",
                    8,
                    "--driver",
                    "job",
                    "--alarm-confidence",
                    0.999))
            .ends(0);
    JsonNode document = Json.tree(Files.readString(folder.resolve("audit-privacy.json")));
    double low = document.path("figures").path(0).path("value").asDouble();
    assertTrue(low > 2 && low < 4.5, run.toString());
    assertEquals("pass", run.metrics().path("verdict").asText());
    assertTrue(document.path("found").path(0).asText().contains("unit patient"), run.toString());
  }

  /** The claim is what the ledger holds for the run, not what somebody remembers of it. */
  @Test
  void theClaimOfARunInTheLedgerIsAudited() throws Exception {
    String ledger = SmallConsortium.get().ledger("site-1");
    JsonNode reserved =
        CommandRun.of("budget", "show", "--ledger", ledger)
            .ends(0)
            .metrics()
            .path("entries")
            .get(1);
    assertEquals("RESERVE", reserved.path("kind").asText());
    CommandRun run =
        CommandRun.of(
                words(
                    "--ledger",
                    ledger,
                    "--run",
                    reserved.path("runId").asText(),
                    "--canaries",
                    200,
                    "--runs",
                    4,
                    "--worlds",
                    8,
                    "--driver",
                    "job",
                    "--alarm-confidence",
                    0.999))
            .ends(0);
    assertEquals("pass", run.metrics().path("verdict").asText());
    JsonNode document = Json.tree(Files.readString(folder.resolve("audit-privacy.json")));
    // The first round of two, five steps with every patient, at the delta of the site's policy.
    String asked = document.path("asked").asText();
    assertTrue(asked.contains("delta 1.0E-4") && asked.contains("5 steps"), asked);
    CommandRun.of(words("--ledger", ledger, "--run", "no-such-run")).ends(2);
  }

  @Test
  void aClaimIsGivenOnceAndWhole() {
    CommandRun.of(words()).ends(2);
    CommandRun.of(words("--epsilon", 4, "--delta", 1e-5)).ends(2);
    CommandRun.of(words("--epsilon", 4, "--ledger", "jdbc:h2:mem:x", "--run", "r")).ends(2);
    CommandRun.of(words("--ledger", "jdbc:h2:mem:none", "--run", "r")).ends(2);
  }

  private Object[] words(Object... more) {
    List<Object> words = new ArrayList<>(List.of("audit-privacy", "--out", folder));
    words.addAll(List.of(more));
    return words.toArray();
  }
}
