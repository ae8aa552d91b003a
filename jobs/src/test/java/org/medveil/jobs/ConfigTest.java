package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.jobs.cli.Json;

/** Who gives an option, what is printed of it, and where a result is kept. */
class ConfigTest {
  @TempDir private Path folder;

  @Test
  void aFlagWinsOverSetOverFileOverDefault() {
    Path file =
        SmallConsortium.write(
            folder.resolve("site.conf"),
            "workdir = \"/top\"\nreport { out = \"/file\", input = \"/section\" }\n");
    JsonNode options =
        printed("report", "--conf", file, "--set", "report.out=/set", "--set", "input=/set");
    assertEquals("/set", options.at("/out/value").asText());
    assertEquals("--set", options.at("/out/from").asText());
    assertEquals("/set", options.at("/input/value").asText(), "set wins over a section, too");

    options = printed("report", "--conf", file, "--set", "out=/set", "--out", "/flag");
    assertEquals("/flag", options.at("/out/value").asText());
    assertEquals("flag", options.at("/out/from").asText());
    assertEquals("/section", options.at("/input/value").asText());
    assertEquals(
        "the configuration file " + file, options.at("/input/from").asText(), "from the file");
  }

  @Test
  void theLastSetOfAKeyWinsAndItsValueIsTakenAsItStands() {
    JsonNode options = printed("report", "--input=x", "--set", "out=a", "--set=report.out=b=c # e");
    assertEquals("b=c # e", options.at("/out/value").asText());
  }

  @Test
  void whatNobodyKnowsIsRefusedByName() {
    for (List<String> wrong :
        List.of(
            List.of("report.inputt=x", "did you mean 'input'"),
            List.of("reprot.input=x", "did you mean 'report'"),
            List.of("spark.executor.memory=2g", "key=value"),
            List.of("policy.epsilon=99", "policy"),
            List.of("conf=x", "unknown configuration key 'conf'"),
            List.of("input", "key=value"),
            List.of("input=${HOME}", "variables"),
            List.of("=x", "key=value"))) {
      CommandRun run =
          CommandRun.of("report", "--input=x", "--out=y", "--set", wrong.get(0)).ends(2);
      assertTrue(run.err().contains(wrong.get(1)), run.toString());
    }
  }

  @Test
  void theHashFollowsTheOptionsNotWhereTheyCameFrom() {
    Object[] flags = {"report", "--input", "x", "--out", "y"};
    String sha256 = sha256(flags);
    assertTrue(sha256.matches("[0-9a-f]{64}"));
    assertEquals(sha256, sha256("report", "--set", "input=x", "--set", "report.out=y"));
    assertNotEquals(sha256, sha256("report", "--input", "x", "--out", "z"));
  }

  @Test
  void secretsAreMaskedAndNothingRuns() {
    CommandRun run =
        CommandRun.of(
                "budget",
                "show",
                "--print-config",
                "--ledger",
                "jdbc:postgresql://u:hush@db/x?password=hush&ssl=true")
            .ends(0);
    assertFalse(run.toString().replaceFirst(".*\n", "").contains("hush"), run.out());
    assertTrue(run.out().contains("ssl=true"), run.out());
  }

  @Test
  void theResultIsKeptAsPrintedAndForPrometheus() throws Exception {
    Path json = folder.resolve("deep/kept.json");
    Path prom = folder.resolve("kept.prom");
    CommandRun run =
        CommandRun.of(
                "keys",
                "init",
                "--out",
                folder.resolve("keys"),
                "--metrics-out",
                json,
                "--metrics-out",
                prom)
            .ends(0);
    assertEquals(run.json(), Json.tree(Files.readString(json)));
    String text = Files.readString(prom);
    assertTrue(text.contains("medveil_run_exit_code{verb=\"keys init\"} 0\n"), text);
    assertTrue(text.contains("medveil_metric_seconds{verb=\"keys init\"} "), text);
    for (String line : text.split("\n")) {
      assertTrue(
          line.matches("# TYPE medveil_\\w+ gauge|medveil_\\w+\\{verb=\"keys init\"} [0-9.E+-]+"),
          line);
    }
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of("deep", "kept.prom", "keys"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void refusedRunsAreKeptToo() throws Exception {
    Path kept = Files.writeString(folder.resolve("kept.json"), "of an earlier run");
    for (List<String> words :
        List.of(
            List.of("report", "--inputt=x"),
            List.of("report", "--input=/nowhere", "--out=" + folder.resolve("y")),
            List.of("report", "--set=inputt=x"),
            List.of("report", "--conf=/nowhere.conf"))) {
      List<Object> line = new ArrayList<>(words);
      line.addAll(List.of("--metrics-out", kept));
      CommandRun run = CommandRun.of(line.toArray());
      assertNotEquals(0, run.code());
      JsonNode said = Json.tree(Files.readString(kept));
      assertEquals(run.code(), said.path("exitCode").asInt());
      assertEquals(run.json(), said);
    }
  }

  @Test
  void anotherFormatIsRefusedBeforeAnythingIsDone() {
    Path keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys, "--metrics-out", folder.resolve("x.txt")).ends(2);
    assertFalse(Files.exists(keys));
  }

  private static JsonNode printed(Object... words) {
    List<Object> line = new ArrayList<>(List.of(words));
    line.add("--print-config");
    CommandRun run = CommandRun.of(line.toArray()).ends(0);
    assertEquals("printed", run.json().path("status").asText());
    return run.metrics().path("options");
  }

  private static String sha256(Object... words) {
    List<Object> line = new ArrayList<>(List.of(words));
    line.add("--print-config");
    return CommandRun.of(line.toArray()).ends(0).metrics().path("sha256").asText();
  }
}
