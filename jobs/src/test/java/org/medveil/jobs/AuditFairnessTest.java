package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Tables;
import org.medveil.jobs.audit.AuditDocument;
import org.medveil.jobs.audit.AuditJson;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/** Scores in, a document out; a small group is not in it. */
@ExtendWith(LocalSpark.class)
class AuditFairnessTest {
  @TempDir private Path folder;

  @Test
  void aGroupThatIsServedWorseIsNamedAndASmallOneIsNot() throws Exception {
    CommandRun run = audit(scores(0.8)).ends(0);
    String text = Files.readString(folder.resolve("out/audit-fairness.json"));
    AuditDocument document = AuditJson.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertTrue(document.found().get(2).contains("sex=F"), document.found().toString());
    assertFalse(document.found().get(2).contains("chance"), document.found().toString());
    assertTrue(document.facts().settings().containsKey("left out: label other than 0 and 1"));
    assertTrue(text.contains("held back"), "what could give the small group away");
    document.figures().forEach(f -> assertFalse(f.group().contains("site=C"), f.metric()));
    assertFalse(text.contains("patient-"), "no pseudonym");
    assertEquals("info", run.metrics().path("verdict").asText());
  }

  @Test
  void theSameFileAndSeedGiveTheSameDocument() throws Exception {
    Path scores = scores(0);
    JsonNode first = audit(scores).ends(0).metrics();
    CommandRun again = audit(scores).ends(0);
    assertEquals("unchanged", again.json().path("status").asText());
    assertEquals(first.path("evidenceSha256"), again.metrics().path("evidenceSha256"));
  }

  @Test
  void aRefutedClaimIsExit65AndItsDocumentIsKept() throws Exception {
    audit(scores(0.8), "--largest-gap", "0.02").ends(65);
    assertTrue(Files.readString(folder.resolve("out/audit-fairness.json")).contains("\"fail\""));
  }

  @Test
  void whatIsNotUnderstoodIsRefused() throws Exception {
    Path scores = scores(0);
    audit(scores, "--by", "sexx").ends(2);
    audit(scores, "--round", "1").ends(2);
    audit(scores, "--replicates", "10").ends(2);
    audit(scores, "--non-private-baseline", "w").ends(77);
    Files.writeString(scores, "subject_key,label,score,shoe_size\np,1,0.5,42\n");
    audit(scores).ends(2);
    Files.writeString(scores, "subject_key,label,score\np,1,0.5\n");
    audit(scores).ends(65);
  }

  @Test
  void roundsOfTheExchangeAreScoredOnAHoldOut() {
    SmallConsortium small = SmallConsortium.get();
    CommandRun run =
        CommandRun.of(
                "audit-fairness",
                "--warehouse",
                small.warehouse("holdout"),
                "--agreement",
                small.agreement(),
                "--exchange",
                small.exchange(),
                "--round",
                "1,2",
                "--consortium-key",
                small.keys("consortium").resolve("signing.pub"),
                "--out",
                folder.resolve("audits"))
            .ends(0);
    // Twelve patients: no group may be shown, not even everyone.
    assertTrue(run.metrics().path("found").get(0).asText().startsWith("No group could be"));
    assertEquals(
        1,
        TableStore.open(SparkSession.active(), small.warehouse("holdout").toString())
            .read(Tables.AUDIT_FINDINGS)
            .filter("audit = 'audit-fairness'")
            .count());
  }

  private CommandRun audit(Path scores, Object... more) {
    Object[] words = {"audit-fairness", "--scores", scores, "--out", folder.resolve("out")};
    return CommandRun.of(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(words), java.util.stream.Stream.of(more))
            .toArray());
  }

  /** 400 patients; women's scores are {@code worse} towards noise; three patients of site C. */
  private Path scores(double worse) throws Exception {
    StringBuilder csv = new StringBuilder("subject_key,label,score,sex,site\n");
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 403; i++) {
      int label = i % 2;
      boolean woman = i % 4 < 2;
      double share = woman ? worse : 0;
      double score =
          (1 - share) * (0.3 * label + 0.6 * random.nextDouble()) + share * random.nextDouble();
      csv.append("patient-" + i + "," + label + "," + score + "," + (woman ? "F" : "M") + ",")
          .append(i >= 400 ? "C" : i % 3 == 0 ? "A" : "B")
          .append('\n');
    }
    return Files.writeString(
        folder.resolve("scores.csv"), csv.append("patient-x,7,0.5,F,A\n").toString());
  }
}
