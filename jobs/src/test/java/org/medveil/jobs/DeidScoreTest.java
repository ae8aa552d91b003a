package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deid-score} as typed. */
class DeidScoreTest {
  @TempDir static Path folder;
  private static Path cohort;
  private static Path planted;

  @BeforeAll
  static void plantIntoASimulatedHospital() {
    cohort = folder.resolve("cohort");
    planted = folder.resolve("planted");
    CommandRun.of(
            "simulate", "--out", cohort, "--sites", 1, "--patients", 2, "--holdout", 2, "--seed", 5)
        .ends(0);
    JsonNode metrics = plant(planted, 1).ends(0).json().path("metrics");
    assertEquals(40, metrics.path("files").asInt());
    assertEquals(
        metrics.path("found").asInt(),
        metrics.path("templates").asInt() + metrics.path("unusable").asInt());
  }

  private static CommandRun plant(Path output, long seed) {
    return CommandRun.of(
        "deid-score",
        "plant",
        "--input",
        cohort.resolve("site-1"),
        "--output",
        output,
        "--files",
        40,
        "--patients",
        14,
        "--seed",
        seed);
  }

  private static CommandRun score(Path deidentified, Object... more) {
    List<Object> words =
        new java.util.ArrayList<>(
            List.of(
                "deid-score",
                "score",
                "--original",
                planted.resolve("dicom"),
                "--answer-key",
                planted.resolve("answer-key.csv"),
                "--deidentified",
                deidentified));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void thereAreAsManyFilesAsAsked() throws Exception {
    try (Stream<Path> files = Files.walk(planted.resolve("dicom"))) {
      assertEquals(40, files.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void theSameCallAgainIsUnchangedAndAnotherIsRefused() {
    assertEquals("unchanged", plant(planted, 1).ends(0).json().path("status").asText());
    plant(planted, 2).ends(2);
  }

  @Test
  void copyingHidesNothing() {
    JsonNode metrics = score(planted.resolve("dicom")).ends(0).json().path("metrics");
    assertEquals(40, metrics.path("matched").asInt());
    assertEquals(0, metrics.path("actions").path("text_removed").path("correct").asInt());
    assertEquals(100, metrics.path("actions").path("text_retained").path("percent").asDouble());
    assertEquals(0, metrics.path("newViolations").asInt());
  }

  @Test
  void aScoreBelowTheBarIsBadDataAndTheReportIsThere() throws Exception {
    Path report = folder.resolve("report.html");
    score(planted.resolve("dicom"), "--at-least", "99.93", "--report", report).ends(65);
    String page = Files.readString(report);
    assertTrue(page.contains("MIDI-B-style") && page.contains("(0010,0010)"), page);
  }

  @Test
  void reportsHoldNoValueUnlessAskedAndOnlyOfPlantedKeys() throws Exception {
    Path report = folder.resolve("failures.csv");
    score(planted.resolve("dicom"), "--report", report).ends(0);
    assertFalse(Files.readString(report).contains("Thistlecroft"));
    String values = Files.readString(planted.resolve("answer-key.csv"));
    assertTrue(values.contains("Imaginary Pharma Trust"));
    assertFalse(Files.readString(report).contains("Imaginary Pharma Trust"));
    score(planted.resolve("dicom"), "--report", report, "--show-values").ends(0);
    assertTrue(Files.readString(report).contains("Imaginary Pharma Trust"));
    Path foreign = Files.createDirectories(folder.resolve("foreign")).resolve("answer-key.csv");
    Files.writeString(foreign, values);
    CommandRun.of(
            "deid-score",
            "score",
            "--original",
            planted.resolve("dicom"),
            "--answer-key",
            foreign,
            "--deidentified",
            planted.resolve("dicom"),
            "--show-values")
        .ends(77);
  }

  @Test
  void whatIsMissingFails() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    JsonNode metrics = score(empty).ends(0).json().path("metrics");
    assertEquals(40, metrics.path("missing").asInt());
    assertEquals(0, metrics.path("correct").asInt());
  }

  @Test
  void badSettingsAreRefused() throws Exception {
    score(planted.resolve("dicom"), "--report", folder.resolve("report.txt")).ends(2);
    score(planted.resolve("dicom"), "--at-least", "101").ends(2);
    Path mapping = folder.resolve("mapping.csv");
    Files.writeString(mapping, "old,new\n");
    score(planted.resolve("dicom"), "--mapping", mapping).ends(65);
    CommandRun.of(
            "deid-score",
            "plant",
            "--input",
            folder.resolve("absent"),
            "--output",
            folder.resolve("x"),
            "--seed",
            1)
        .ends(65);
  }
}
