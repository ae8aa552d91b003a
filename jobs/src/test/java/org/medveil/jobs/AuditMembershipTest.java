package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.audits.AuditRow;
import org.medveil.audits.simulated.CohortDesign;
import org.medveil.audits.simulated.EmbeddingCohort;
import org.medveil.jobs.cli.Json;
import org.medveil.testkit.LocalSpark;

/**
 * The audit as typed, on a simulated cohort so small that a model without privacy learns it by
 * heart.
 */
@ExtendWith(LocalSpark.class)
class AuditMembershipTest {
  @TempDir private Path folder;
  private Path vectors;

  @BeforeEach
  void firstVisitsOfAHundredPatients() throws IOException {
    vectors = folder.resolve("vectors.csv");
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("subject_key,instance_key,sex,age_band,label");
    for (int i = 0; i < 256; i++) {
      head.append(",v").append(i);
    }
    lines.add(head.toString());
    EmbeddingCohort.rows(CohortDesign.of(100, 1)).all().stream()
        .filter(row -> row.visit().orElse(0) == 0)
        .forEach(row -> lines.add(line(row)));
    Files.write(vectors, lines);
  }

  @Test
  void whoTrainedIsToldWithoutPrivacyAndNotBeyondTheClaimWithIt() throws IOException {
    CommandRun run =
        CommandRun.of(
                "audit-membership",
                "--vectors",
                vectors,
                "--out",
                folder,
                "--models",
                32,
                "--simulated-by",
                EmbeddingCohort.GENERATOR + " seed 1",
                "--epsilon",
                8,
                "--delta",
                1e-3,
                "--sampling-rate",
                1,
                "--steps",
                20,
                "--clipping-norm",
                1,
                "--expected-batch",
                40,
                "--learning-rate",
                2)
            .ends(0);
    JsonNode figures = document().path("figures");
    double found = value(figures, "LiRA, TPR at 0.1 % FPR", "not private");
    assertTrue(found >= 0.01, "ten times the false positives: " + found);
    assertTrue(value(figures, "LiRA, AUC", "not private") > 0.7);
    for (JsonNode figure : figures) {
      if (figure.path("verdict").asText().equals("pass")) {
        assertTrue(figure.path("value").asDouble() <= figure.path("threshold").asDouble());
      }
    }
    assertEquals("pass", run.metrics().path("verdict").asText());
  }

  @Test
  void aHalfGivenClaimIsRefused() {
    CommandRun.of("audit-membership", "--vectors", vectors, "--out", folder, "--epsilon", 8)
        .ends(2);
    CommandRun.of("audit-membership", "--vectors", vectors, "--out", folder, "--models", 5).ends(2);
  }

  private JsonNode document() throws IOException {
    return Json.tree(Files.readString(folder.resolve("audit-membership.json")));
  }

  private static double value(JsonNode figures, String metric, String group) {
    for (JsonNode figure : figures) {
      if (figure.path("metric").asText().equals(metric)
          && figure.path("group").asText().equals(group)) {
        return figure.path("value").asDouble();
      }
    }
    throw new AssertionError("no figure " + metric + " of " + group);
  }

  private static String line(AuditRow row) {
    StringBuilder line =
        new StringBuilder(row.subject())
            .append(',')
            .append(row.instance())
            .append(',')
            .append(row.sex().orElse(""))
            .append(',')
            .append(row.ageBand().orElse(""))
            .append(',')
            .append(row.label().orElse(""));
    for (float value : row.vector()) {
      line.append(',').append(value);
    }
    return line.toString();
  }
}
