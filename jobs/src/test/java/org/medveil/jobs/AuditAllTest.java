package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.testkit.LocalSpark;

/** One command, one page; what was not asked is said. */
@ExtendWith(LocalSpark.class)
class AuditAllTest {
  @TempDir private Path folder;

  @Test
  void thePageAnswersWhatWasAskedAndNamesWhatWasNot() throws Exception {
    Path conf = conf("audit-fairness { scores = \"" + scores() + "\" }\n");
    CommandRun first = audit(conf).ends(0);
    assertEquals(1, first.count("audits"));
    String page = Files.readString(folder.resolve("out/audits.html"));
    assertTrue(page.contains("Does the model serve every group?"));
    assertTrue(page.contains("audit-privacy was not run"), "an open question is said to be open");
    assertTrue(page.contains("Simulated cohort, not patient data."));
    assertFalse(page.contains("patient-"), "no pseudonym");
    assertEquals(
        first.metrics().path("pageSha256"), audit(conf).ends(0).metrics().path("pageSha256"));
  }

  @Test
  void aRefutedClaimIsExit65WithThePageWritten() throws Exception {
    audit(conf("audit-fairness { scores = \"" + scores() + "\", largest-gap = 0.02 }\n")).ends(65);
    assertTrue(Files.readString(folder.resolve("out/audits.html")).contains("A claim was refuted"));
  }

  @Test
  void anOlderDocumentDoesNotStandForARunThatWasRefused() throws Exception {
    audit(conf("audit-fairness { scores = \"" + scores() + "\" }\n")).ends(0);
    audit(conf("audit-fairness { scores = \"absent.csv\" }\n")).ends(2);
    String page = Files.readString(folder.resolve("out/audits.html"));
    assertTrue(page.contains("audit-fairness was run and ended without a result (exit 2)"));
    assertFalse(page.contains("How sure</h3>"));
  }

  @Test
  void aConfigurationWithoutAuditsIsRefused() throws Exception {
    audit(conf("")).ends(2);
    audit(conf("audit-fairnes { }\n")).ends(2);
  }

  @Test
  void theExampleKnowsEveryAudit() {
    // Every verb checks the whole file: each section and key is one that exists.
    CommandRun.of("keys", "init", "--conf", "../conf/audits.conf", "--out", folder.resolve("keys"))
        .ends(0);
  }

  private CommandRun audit(Path conf) {
    return CommandRun.of("audit-all", "--conf", conf, "--out", folder.resolve("out"));
  }

  private Path conf(String sections) throws Exception {
    return Files.writeString(
        folder.resolve("audits.conf"), "simulated-by = \"a test, seed 3\"\n" + sections);
  }

  private Path scores() throws Exception {
    StringBuilder csv = new StringBuilder("subject_key,label,score,sex\n");
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      boolean woman = i % 4 < 2;
      double score = woman ? random.nextDouble() : 0.3 * (i % 2) + 0.6 * random.nextDouble();
      csv.append("patient-" + i + "," + i % 2 + "," + score + "," + (woman ? "F" : "M") + "\n");
    }
    return Files.writeString(folder.resolve("scores.csv"), csv.toString());
  }
}
