package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.testkit.LocalSpark;

/** audit-reidentification by the command line, on a simulated cohort. */
@ExtendWith(LocalSpark.class)
class AuditReidentificationTest {
  @TempDir private Path folder;

  @Test
  void patientsAreSoughtAndTheDocumentSaysHowSure() throws Exception {
    Path csv = csv("cohort.csv", cohort(CohortDesign.of(60, 1)), "");
    CommandRun run = run(csv, "--policy", "cross-visit", "--attackers", "cosine,lda").ends(0);
    JsonNode document = document();
    JsonNode top = figure(document, "cross-visit top-1, cosine", "all patients");
    assertTrue(top.get("value").asDouble() > 10 * top.get("chance").asDouble(), top::toString);
    assertTrue(top.get("ci_low").asDouble() < top.get("ci_high").asDouble());
    JsonNode trained = figure(document, "cross-visit top-1, lda", "unseen patients");
    assertTrue(trained.get("value").asDouble() > trained.get("chance").asDouble());
    assertTrue(document.get("does_not_show").toString().contains("differential privacy"));
    assertFalse(run.err().contains("simulated-0000"), "no pseudonym in a log");
    assertFalse(document.toString().contains("simulated-0000"), "nor in the document");

    byte[] first = Files.readAllBytes(folder.resolve("out/audit-reidentification.json"));
    CommandRun again = run(csv, "--policy", "cross-visit", "--attackers", "cosine,lda").ends(0);
    assertEquals("unchanged", again.json().get("status").asText());
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("out/audit-reidentification.json")));
  }

  @Test
  void anotherReleaseByAnotherEncoderIsLinked() throws Exception {
    CohortDesign design = CohortDesign.of(100, 2);
    AuditRows here = EmbeddingCohort.rows(design).where(row -> row.visit().getAsInt() < 2);
    AuditRows elsewhere =
        EmbeddingCohort.rows(design.seenBy(9))
            .where(row -> row.visit().getAsInt() == 2)
            .where(row -> row.subject().compareTo("simulated-000080") < 0);
    Path csv = csv("here.csv", here, "");
    Path release = csv("release.csv", elsewhere, "other-");
    run(csv, "--policy", "cross-visit", "--attackers", "cosine", "--gallery", release).ends(0);
    JsonNode linked = figure(document(), "external top-1, linear-bridge", "another release");
    assertTrue(linked.get("value").asDouble() > 3 * linked.get("chance").asDouble());

    Path same = csv("same.csv", here, "");
    run(csv, "--policy", "cross-visit", "--attackers", "cosine", "--gallery", same).ends(65);
  }

  @Test
  void whatIsNotKnownIsRefusedByName() throws Exception {
    Path csv = csv("cohort.csv", cohort(CohortDesign.of(5, 1)), "");
    assertTrue(run(csv, "--policy", "cross-eyed").ends(2).err().contains("cross-eyed"));
    assertTrue(run(csv, "--attackers", "cosinus").ends(2).err().contains("cosinus"));
    run(csv, "--folds", "1").ends(2);
    run(csv, "--replicates", "10").ends(2);
  }

  /** A quarter of each vector: enough to find patients, and quickly fitted. */
  private static AuditRows cohort(CohortDesign design) {
    return EmbeddingCohort.rows(design)
        .changed(row -> row.withVector(Arrays.copyOf(row.vector(), 64)));
  }

  private CommandRun run(Path csv, Object... more) {
    Object[] words = new Object[5 + more.length];
    words[0] = "audit-reidentification";
    words[1] = "--vectors";
    words[2] = csv;
    words[3] = "--out";
    words[4] = folder.resolve("out");
    System.arraycopy(more, 0, words, 5, more.length);
    return CommandRun.of(words);
  }

  private JsonNode document() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("out/audit-reidentification.json").toFile());
  }

  private static JsonNode figure(JsonNode document, String metric, String group) {
    return StreamSupport.stream(document.get("figures").spliterator(), false)
        .filter(figure -> figure.get("metric").asText().equals(metric))
        .filter(figure -> figure.get("group").asText().equals(group))
        .findFirst()
        .orElseThrow();
  }

  private Path csv(String name, AuditRows rows, String prefix) throws IOException {
    StringBuilder text = new StringBuilder("subject_key,instance_key,visit_index,laterality,sex");
    for (int i = 0; i < rows.dimension(); i++) {
      text.append(",v").append(i);
    }
    for (AuditRow row : rows.all()) {
      text.append('\n')
          .append(String.join(",", row.subject(), prefix + row.instance()))
          .append(',')
          .append(row.visit().getAsInt())
          .append(',')
          .append(row.laterality().get())
          .append(',')
          .append(row.sex().get());
      for (float value : row.vector()) {
        text.append(',').append(value);
      }
    }
    return Files.writeString(folder.resolve(name), text.append('\n'));
  }
}
