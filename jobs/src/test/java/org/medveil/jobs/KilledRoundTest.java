package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.dp.JdbcLedger;
import org.medveil.dp.LedgerEntry;
import org.medveil.dp.LedgerLocation;
import org.medveil.dp.PldAccountant;
import org.medveil.testkit.LocalSpark;

/**
 * Verbs killed by signal 9 and verbs that run twice at once, in processes of their own: the same
 * command again ends well, with one reservation, one update and one bundle. All stages and all
 * victims: {@code benchmarks/recovery}.
 */
@ExtendWith(LocalSpark.class)
class KilledRoundTest {
  private static final SmallConsortium SMALL = SmallConsortium.get();
  private static final String LINK = "glob:**/link-00003";

  @TempDir private static Path folder;

  @BeforeAll
  static void aSite() {
    Object[] ingest = SMALL.ingest("site-1");
    ingest[java.util.Arrays.asList(ingest).indexOf("--warehouse") + 1] = warehouse();
    CommandRun.of(ingest).ends(0);
    CommandRun.of("minimize", "--warehouse", warehouse(), "--agreement", SMALL.agreement()).ends(0);
    CommandRun.of("encode", "--warehouse", warehouse(), "--agreement", SMALL.agreement()).ends(0);
    String policy = SmallConsortium.example("site.conf");
    SmallConsortium.write(conf(), policy.substring(0, policy.indexOf("train {")));
  }

  @Test
  void aDriverKilledBetweenTwoCheckpointsGoesOn() throws Exception {
    ledgerFor("checkpoint");
    ChildRun killed = ChildRun.start(folder, train("checkpoint"));
    assertTrue(killed.killedOnce(() -> found("checkpoints/checkpoint", LINK)), killed::toString);
    CommandRun again = CommandRun.of(train("checkpoint")).ends(0);
    assertTrue(again.err().contains("from the checkpoint"), again.toString());
    assertEquals("done", again.json().path("status").asText());
    assertWhole("checkpoint");
  }

  @Test
  void aDriverKilledBetweenUpdateAndCommitCommitsIt() throws Exception {
    for (int i = 0; ; i++) {
      String campaign = "commit-" + i;
      ledgerFor(campaign);
      Path update = warehouse().resolve("site_update/" + campaign + "/round-0001");
      ChildRun killed = ChildRun.start(folder, train(campaign));
      boolean inside = killed.killedOnce(() -> Files.exists(update)) && !committed(campaign);
      if (inside) {
        byte[] before = Files.readAllBytes(update.resolve("delta.bin"));
        CommandRun again = CommandRun.of(train(campaign)).ends(0);
        assertEquals("unchanged", again.json().path("status").asText());
        org.junit.jupiter.api.Assertions.assertArrayEquals(
            before, Files.readAllBytes(update.resolve("delta.bin")));
        assertWhole(campaign);
        return;
      }
      assertTrue(i < 5, "the kill always came after the commit: " + killed);
    }
  }

  @Test
  void aRoundTrainedTwiceAtOnceHasOneReservationAndOneUpdate() throws Exception {
    ledgerFor("twice");
    ChildRun one = ChildRun.start(folder, train("twice"));
    ChildRun other = ChildRun.start(folder, train("twice"));
    List<Integer> codes = List.of(one.ended(), other.ended());
    assertTrue(codes.contains(0), one + "\n" + other);
    assertTrue(Set.of(0, 75).containsAll(codes), one + "\n" + other);
    assertEquals("unchanged", CommandRun.of(train("twice")).ends(0).json().path("status").asText());
    assertWhole("twice");
  }

  @Test
  void ofTwoTrainingsThatEachWantTheWholeBudgetOneIsRefused() throws Exception {
    ledgerFor("rivals");
    ChildRun one = ChildRun.start(folder, train("rival-1", "rivals"));
    ChildRun other = ChildRun.start(folder, train("rival-2", "rivals"));
    Set<Integer> codes = Set.of(one.ended(), other.ended());
    assertEquals(Set.of(0, 90), codes, one + "\n" + other);
    assertEquals(List.of("INIT", "RESERVE", "COMMIT"), kinds("rivals"));
  }

  @Test
  void ofTwoPublishersOneMakesTheBundleAndBothReturnIt() throws Exception {
    ledgerFor("publish");
    CommandRun.of(train("publish")).ends(0);
    Path exchange = folder.resolve("exchange");
    Object[] publish = {
      "publish",
      "--warehouse",
      warehouse(),
      "--exchange",
      exchange,
      "--round",
      1,
      "--campaign",
      "publish",
      "--keys",
      SMALL.keys("site-1"),
      "--ledger",
      ledger("publish")
    };
    List<ChildRun> both = List.of(ChildRun.start(folder, publish), ChildRun.start(folder, publish));
    List<String> statuses = new ArrayList<>();
    for (ChildRun one : both) {
      assertEquals(0, one.ended(), one::toString);
      statuses.add(one.toString().contains("\"status\":\"done\"") ? "done" : "unchanged");
    }
    assertEquals(List.of("done", "unchanged"), statuses.stream().sorted().toList());
    assertEquals(
        List.of(
            "round-0001/site-1/delta.bin",
            "round-0001/site-1/manifest.json",
            "round-0001/site-1/signature"),
        List.copyOf(SmallConsortium.contents(exchange).keySet()));
  }

  /**
   * What a kill between commit and manifest leaves is a table whose last commit no manifest names.
   */
  @Test
  void aStageKilledBeforeItsManifestWritesItAndIsNotNothingNew() throws Exception {
    Object[] encode = {"encode", "--warehouse", warehouse(), "--agreement", SMALL.agreement()};
    Files.delete(warehouse().resolve("manifests/encode.manifest.json"));
    CommandRun again = CommandRun.of(encode).ends(0);
    assertEquals("unchanged", again.json().path("status").asText());
    assertTrue(Files.exists(warehouse().resolve("manifests/encode.manifest.json")));
    CommandRun.of(encode).ends(99);
  }

  /** What a kill between its two commits leaves is a catalogue without this run's rejects. */
  @Test
  void ingestKilledBetweenItsCommitsLosesNoCopyAndDoublesNone() throws Exception {
    Path input = Files.createDirectories(folder.resolve("input"));
    List<Path> some = SmallConsortium.files(SMALL.cohort().resolve("site-1/dicom"));
    for (int i = 0; i < 3; i++) {
      Files.copy(some.get(i), input.resolve("one-" + i));
      Files.copy(some.get(i), input.resolve("copy-" + i));
    }
    Files.copy(some.get(0), input.resolve("second-copy"));
    Files.writeString(input.resolve("broken"), "no DICOM");
    Path store = folder.resolve("killed-warehouse");
    Object[] ingest = {
      "ingest", "--input", input, "--warehouse", store, "--keys", SMALL.keys("site-1")
    };
    assertEquals(5, CommandRun.of(ingest).ends(0).count("rejects"));
    SmallConsortium.delete(store.resolve("medveil/rejects"));
    CommandRun again = CommandRun.of(ingest).ends(0);
    assertEquals(5, again.count("rejects"), "four copies and what is no DICOM");
    assertEquals(0, again.count("instances"));
    assertEquals(3, again.count("known"));
    CommandRun.of(ingest).ends(99);
  }

  /** One reservation, committed; the update has the reserved steps; nothing readable is left. */
  private static void assertWhole(String campaign) {
    assertEquals(List.of("INIT", "RESERVE", "COMMIT"), kinds(campaign));
    Path update = warehouse().resolve("site_update/" + campaign + "/round-0001/update.json");
    assertTrue(
        SmallConsortium.latin(update).contains("\"steps\" : 200"), "steps reserved and done");
    for (Path file : SmallConsortium.files(warehouse().resolve("checkpoints/" + campaign))) {
      assertEquals("taken", file.getFileName().toString(), file::toString);
    }
  }

  private static boolean committed(String campaign) {
    return kinds(campaign).contains("COMMIT");
  }

  private static List<String> kinds(String ledger) {
    LedgerLocation where = new LedgerLocation(ledger(ledger), "medveil", new char[0]);
    try (JdbcLedger open = JdbcLedger.open(where, new PldAccountant(), Optional.empty())) {
      return open.entries().stream().map(LedgerEntry::kind).toList();
    }
  }

  private static boolean found(String below, String glob) {
    Path root = warehouse().resolve(below);
    var wanted = root.getFileSystem().getPathMatcher(glob);
    try (Stream<Path> all = Files.walk(root)) {
      return all.anyMatch(wanted::matches);
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return false; // not there yet, or just renamed
    }
  }

  private static void ledgerFor(String name) {
    CommandRun.of("budget", "init", "--ledger", ledger(name)).ends(0);
  }

  private static Object[] train(String campaign) {
    return train(campaign, campaign);
  }

  private static Object[] train(String campaign, String ledger) {
    List<Object> words = new ArrayList<>(List.of("train", "--round", 1, "--site", "site-1"));
    words.addAll(List.of("--epsilon", 8, "--delta", 1e-4, "--campaign", campaign));
    words.addAll(List.of("--warehouse", warehouse(), "--conf", conf()));
    words.addAll(List.of("--agreement", SMALL.agreement(), "--ledger", ledger(ledger)));
    words.addAll(List.of("--sampling-rate", 1.0, "--steps", 200, "--checkpoint-every", 2));
    words.addAll(List.of("--clipping-norm", 0.25, "--expected-batch", 12, "--driver", "local"));
    return words.toArray();
  }

  private static Path warehouse() {
    return folder.resolve("warehouse");
  }

  private static Path conf() {
    return folder.resolve("site.conf");
  }

  private static String ledger(String name) {
    return "jdbc:h2:file:" + folder.resolve("ledger-" + name);
  }
}
