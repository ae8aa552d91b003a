package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/** The spine end to end, by command lines: what it counts, and what happens when it runs again. */
@ExtendWith(LocalSpark.class)
class SpineTest {
  private final SmallConsortium small = SmallConsortium.get();

  @Test
  void everyVerbEndsWithOneLineOfJson() {
    small
        .runs()
        .forEach(
            (step, run) -> {
              JsonNode line = run.json();
              TreeSet<String> keys = new TreeSet<>();
              line.fieldNames().forEachRemaining(keys::add);
              assertEquals(
                  java.util.Set.of("verb", "status", "exitCode", "metrics", "outputs", "manifest"),
                  keys,
                  step);
              assertEquals("done", line.path("status").asText(), step);
              assertEquals(0, line.path("exitCode").asInt(), step);
              assertTrue(step.startsWith(line.path("verb").asText().split(" ")[0]), step);
              assertEquals(1, run.out().strip().lines().count(), "stdout is for the line: " + step);
            });
  }

  @Test
  void nothingIsLostFromFileToVector() {
    for (String site : SmallConsortium.WAREHOUSES) {
      CommandRun ingest = small.first("ingest " + site);
      CommandRun minimize = small.first("minimize " + site);
      CommandRun encode = small.first("encode " + site);
      long files = SmallConsortium.files(small.cohort().resolve(site).resolve("dicom")).size();
      assertEquals(files, ingest.count("files"));
      assertEquals(files, ingest.count("instances") + ingest.count("rejects"));
      assertEquals(0, ingest.count("rejects"), "the simulator writes readable files");
      assertEquals(ingest.count("instances"), minimize.count("instances"));
      assertEquals(
          minimize.count("candidates"), minimize.count("images") + minimize.count("rejects"));
      assertEquals(minimize.count("instances"), minimize.count("candidates"), "one frame each");
      assertEquals(0, minimize.count("framesLeftOut"));
      assertEquals(minimize.count("images"), encode.count("images"));
      assertEquals(encode.count("images"), encode.count("embeddings") + encode.count("rejects"));
      assertEquals(encode.count("embeddings"), rows(site, Tables.EMBEDDINGS), "rows in the table");
      assertEquals(minimize.count("images"), rows(site, Tables.IMAGES));
      assertEquals(ingest.count("instances"), rows(site, Tables.INSTANCES));
      assertEquals(2L * SmallConsortium.PATIENTS, ingest.count("outcomes"), "two eyes a patient");
      assertEquals(ingest.count("outcomes"), rows(site, Tables.OUTCOMES));
    }
  }

  @Test
  void theCampaignCostsWhatItAskedForAndNoMore() {
    for (String site : SmallConsortium.SITES) {
      double first = small.first("train " + site + " 1").metrics().path("epsilon").asDouble();
      JsonNode last = small.first("train " + site + " 2").metrics();
      assertTrue(first > 0 && first < last.path("epsilon").asDouble());
      assertTrue(last.path("epsilon").asDouble() <= 8.0, "conf/site.conf grants 8");
      assertTrue(last.path("epsilon").asDouble() > 7.9, "calibrated to use what was asked for");
      assertEquals("patient", last.path("unit").asText());
      assertEquals("Poisson", last.path("sampler").asText());
      JsonNode budget = budget(site).metrics();
      assertEquals(last.path("epsilon").asDouble(), budget.path("epsilonSpent").asDouble(), 1e-9);
      assertEquals(5, budget.path("entries").size(), "made, then reserved and committed twice");
    }
  }

  @Test
  void theModelIsScoredAfterEachRound() {
    JsonNode rounds = small.first("evaluate").metrics().path("rounds");
    assertEquals(SmallConsortium.ROUNDS, rounds.size());
    for (JsonNode round : rounds) {
      double auroc = round.path("auroc").asDouble(-1);
      assertTrue(auroc >= 0 && auroc <= 1);
      assertTrue(round.path("ciLow").asDouble() <= auroc);
      assertTrue(round.path("ciHigh").asDouble() >= auroc);
    }
    assertEquals(SmallConsortium.PATIENTS, small.first("evaluate").count("heldOutPatients"));
  }

  @Test
  void everyManifestSaysWhatRanOnWhat() throws Exception {
    for (String verb : List.of("ingest", "minimize", "encode", "train-main-round-1")) {
      Path file = small.warehouse("site-1").resolve("manifests/" + verb + ".manifest.json");
      JsonNode manifest = org.medveil.jobs.cli.Json.tree(Files.readString(file));
      assertTrue(manifest.path("settings").has("warehouse"), verb);
      assertTrue(manifest.path("inputs").size() > 0, verb);
      assertTrue(manifest.path("metrics").has("seconds"), verb);
    }
  }

  @Test
  void whatAVerbWroteIsWhatTheNextOneRead() throws Exception {
    List<String> chain = List.of("ingest", "minimize", "encode", "train-main-round-1");
    List<String> tables = List.of("instances", "images", "embeddings");
    for (int i = 0; i < tables.size(); i++) {
      String written = version(chain.get(i), "outputs", "/medveil/" + tables.get(i));
      assertEquals(
          written, version(chain.get(i + 1), "inputs", "/medveil/" + tables.get(i)), chain.get(i));
    }
    String folder = "/site_update/main/round-0001";
    assertEquals(
        version("train-main-round-1", "outputs", folder),
        version("publish-main-round-1", "inputs", folder));
    assertEquals(
        small.first("publish site-1 1").metrics().path("deltaSha256").textValue(),
        version("publish-main-round-1", "outputs", "/round-0001/site-1"));
  }

  /** The version of the data set whose name ends so, in the lineage of a run at the first site. */
  private String version(String run, String direction, String ending) throws Exception {
    Path file = small.warehouse("site-1").resolve("manifests/" + run + ".manifest.json");
    JsonNode manifest = org.medveil.jobs.cli.Json.tree(Files.readString(file));
    for (JsonNode set : manifest.path("lineage").path(direction)) {
      if (set.path("name").textValue().endsWith(ending)) {
        return set.at("/facets/version/datasetVersion").textValue();
      }
    }
    throw new AssertionError(run + " names no " + direction + " " + ending + ": " + manifest);
  }

  @Test
  void runningEverythingAgainChangesNothing() {
    Map<String, String> exchange = SmallConsortium.contents(small.exchange());
    unchanged(small.simulate());
    unchanged("keys", "init", "--out", small.keys("site-1"));
    for (String site : SmallConsortium.SITES) {
      CommandRun.of(small.ingest(site)).ends(99);
      CommandRun.of(small.minimize(site)).ends(99);
      CommandRun.of(small.encode(site)).ends(99);
      for (int round = 1; round <= SmallConsortium.ROUNDS; round++) {
        unchanged(small.train(site, round));
        unchanged(small.publish(site, round));
      }
    }
    for (int round = 1; round <= SmallConsortium.ROUNDS; round++) {
      unchanged(small.aggregate(small.exchange(), round));
    }
    assertEquals(
        small.first("evaluate").metrics().path("rounds"),
        CommandRun.of(small.evaluate()).ends(0).metrics().path("rounds"));
    assertEquals(exchange, SmallConsortium.contents(small.exchange()));
    for (String site : SmallConsortium.SITES) {
      assertEquals(5, budget(site).metrics().path("entries").size(), "a rerun spends nothing");
    }
  }

  @Test
  void aDeletedStepIsDoneAgain() {
    long images = rows("holdout", Tables.IMAGES);
    SmallConsortium.delete(small.warehouse("holdout").resolve("medveil/images"));
    CommandRun again = CommandRun.of(small.minimize("holdout")).ends(0);
    assertEquals(images, again.count("images"));
    assertEquals(images, rows("holdout", Tables.IMAGES));
    CommandRun.of(small.encode("holdout")).ends(99);
    assertEquals(
        small.first("evaluate").metrics().path("rounds"),
        CommandRun.of(small.evaluate()).ends(0).metrics().path("rounds"));
  }

  private static void unchanged(Object... words) {
    assertEquals("unchanged", CommandRun.of(words).ends(0).json().path("status").asText());
  }

  private CommandRun budget(String site) {
    return CommandRun.of(
            "budget", "show", "--ledger", small.ledger(site), "--conf", small.conf(site))
        .ends(0);
  }

  private long rows(String site, Table table) {
    return TableStore.open(SparkSession.active(), small.warehouse(site).toString())
        .read(table)
        .count();
  }
}
