package org.medveil.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.Refusal;

/** What an operator, or a log collector, reads while a verb runs. */
class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void peopleReadTheVerbTheTimeAndASentence() {
    new Progress("ingest", err, LogForm.TEXT).say("%d files found", 12);
    assertTrue(lines().get(0).matches("\\[ingest +\\d+\\.\\ds] 12 files found"), lines().get(0));
  }

  @Test
  void theRateIsTheStepsOwnAndTheRestIsForetold() throws InterruptedException {
    Progress progress = new Progress("train", err, LogForm.TEXT);
    Thread.sleep(300); // what Spark needs to start: none of the step's time
    progress.count("noisy steps", 0, 40);
    Thread.sleep(1100);
    progress.count("noisy steps", 20, 40);
    progress.count("noisy steps", 40, 40);
    assertTrue(lines().get(0).endsWith("noisy steps 0/40"), lines().get(0));
    assertTrue(lines().get(1).matches(".*20/40 \\(1[0-9]/s, ETA [12] s\\)"), lines().get(1));
    assertFalse(lines().get(2).contains("ETA"), lines().get(2));
  }

  @Test
  void aCollectorReadsOneObjectALine() {
    Progress progress = new Progress("keys init", err, LogForm.JSON);
    progress.say("two\nlines and a \"quote\"");
    progress.count("tasks", 3, 3);
    JsonNode said = Json.tree(lines().get(0));
    assertEquals("two\nlines and a \"quote\"", said.get("message").textValue());
    assertEquals("medveil.keys.init", said.get("loggerName").textValue());
    assertEquals("INFO", said.get("level").textValue());
    JsonNode counted = Json.tree(lines().get(1));
    assertEquals(3, counted.get("done").intValue());
    assertEquals("tasks", counted.get("step").textValue());
  }

  @Test
  void anUnknownFormIsRefused() {
    assertEquals(LogForm.TEXT, LogForm.asked(null));
    assertEquals(LogForm.JSON, LogForm.asked("json"));
    assertThrows(Refusal.class, () -> LogForm.asked("yaml"));
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
