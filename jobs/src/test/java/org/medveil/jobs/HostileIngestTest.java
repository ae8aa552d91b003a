package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/** Files as they come: malformed on purpose, full of planted names, and from real scanners. */
@ExtendWith(LocalSpark.class)
class HostileIngestTest {
  @TempDir private Path folder;

  @Test
  void malformedFilesEndInQuarantineAsTheirAuthorExpects() {
    Path input = RealData.folder("dicom_hostile");
    CommandRun run = ingest(input);
    JsonNode expected = Json.tree(SmallConsortium.latin(input.resolve("manifest.json")));
    long mustEnter = 0;
    TreeSet<String> mustBeRejected = new TreeSet<>();
    for (JsonNode file : expected) {
      if (file.path("expect").asText().equals("accept")) {
        mustEnter++;
      } else if (file.path("expect").asText().equals("reject")) {
        mustBeRejected.add(file.path("sha256").asText());
      }
    }
    // Ingest reads headers only: what is wrong with the pixels shows in minimize.
    assertTrue(run.count("instances") >= mustEnter, run.toString());
    CommandRun minimize =
        CommandRun.of("minimize", "--warehouse", folder.resolve("w"), "--agreement", anyModality())
            .ends(0);
    assertEquals(
        minimize.count("candidates"), minimize.count("images") + minimize.count("rejects"));
    TreeSet<String> rejected = new TreeSet<>();
    rows(Tables.REJECTS).forEach(row -> rejected.add(row.getAs("source_sha256")));
    TreeSet<String> slippedThrough = new TreeSet<>(mustBeRejected);
    slippedThrough.removeAll(rejected);
    assertEquals(new TreeSet<>(), named(slippedThrough, expected), "neither verb rejected them");
  }

  @Test
  void plantedIdentifiersStandInNoTableAndNoLine() {
    Path input = RealData.folder("dicom_phi");
    TreeSet<String> planted = new TreeSet<>();
    for (JsonNode file : Json.tree(SmallConsortium.latin(input.resolve("truth.json")))) {
      file.path("standard_phi").forEach(value -> planted.add(value.asText()));
      file.path("hidden").forEach(hidden -> planted.add(hidden.path("string").asText()));
    }
    // Shorter ones are ordinary syllables, e.g. a sex or an age.
    planted.removeIf(text -> text.length() < 6);
    assertTrue(planted.size() > 300, "the folder plants hundreds of strings");
    CommandRun run = ingest(input);
    CommandRun minimize =
        CommandRun.of("minimize", "--warehouse", folder.resolve("w"), "--agreement", anyModality())
            .ends(0);
    assertNoneOf(planted, run.out() + run.err(), "what ingest printed");
    assertNoneOf(planted, minimize.out() + minimize.err(), "what minimize printed");
    for (Table table : List.of(Tables.INSTANCES, Tables.REJECTS, Tables.IMAGES)) {
      for (Row row : rows(table)) {
        for (int i = 0; i < row.size(); i++) {
          if (row.get(i) instanceof String text) {
            assertNoneOf(planted, text, table.name() + "." + row.schema().fieldNames()[i]);
          }
        }
      }
    }
  }

  @Test
  void filesOfRealScannersAreReadOrRejectedWithAReason() {
    CommandRun run = ingest(RealData.folder("dicom_real"));
    assertTrue(run.count("instances") > run.count("rejects") / 2, run.toString());
    rows(Tables.REJECTS)
        .forEach(row -> org.medveil.contracts.RejectReason.valueOf(row.<String>getAs("reason")));
  }

  private CommandRun ingest(Path input) {
    Path keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys).ends(0);
    CommandRun run =
        CommandRun.of(
                "ingest", "--input", input, "--warehouse", folder.resolve("w"), "--keys", keys)
            .ends(0);
    long files = SmallConsortium.files(input).size();
    assertEquals(files, run.count("files"));
    assertEquals(files, run.count("instances") + run.count("rejects"), run.toString());
    Map<String, Integer> reasons = new TreeMap<>();
    rows(Tables.REJECTS).forEach(row -> reasons.merge(row.getAs("reason"), 1, Integer::sum));
    System.out.printf(
        "%s: %d files, %d instances, %d rejects %s%n",
        input.getFileName(), files, run.count("instances"), run.count("rejects"), reasons);
    assertFalse(run.err().contains("\tat "), "no stack trace: " + run.err());
    return run;
  }

  private Path anyModality() {
    return SmallConsortium.get()
        .agreementWith(
            folder,
            text ->
                text.replaceAll(
                    "modalities = .*",
                    "modalities = [\"OP\", \"CR\", \"DX\", \"OT\", \"US\", \"MR\", \"CT\", \"SC\"]"));
  }

  private List<Row> rows(Table table) {
    return TableStore.open(SparkSession.active(), folder.resolve("w").toString())
        .readOrEmpty(table)
        .collectAsList();
  }

  private static TreeSet<String> named(TreeSet<String> hashes, JsonNode expected) {
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode file : expected) {
      if (hashes.contains(file.path("sha256").asText())) {
        names.add(file.path("file").asText() + ": " + file.path("why").asText());
      }
    }
    return names;
  }

  private static void assertNoneOf(TreeSet<String> words, String text, String where) {
    for (String word : words) {
      assertFalse(text.contains(word), () -> "'" + word + "' in " + where);
    }
  }
}
