package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.dp.BundleManifest;
import org.medveil.dp.DeltaCodec;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.exchange.EgressWalk;
import org.medveil.jobs.tables.Folders;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/** What left the hospitals, byte by byte. */
@ExtendWith(LocalSpark.class)
class EgressTest {
  /** Components of {@link BundleManifest}, as they are spelt in the file. */
  private static final TreeSet<String> MANIFEST_KEYS = new TreeSet<>();

  static {
    for (var component : BundleManifest.class.getRecordComponents()) {
      MANIFEST_KEYS.add(
          component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT));
    }
    // Only bundles with correlated noise have it.
    MANIFEST_KEYS.remove("bands");
  }

  @TempDir private Path folder;
  private final SmallConsortium small = SmallConsortium.get();

  @Test
  void everyFileIsInTheAllowListAndGenuine() {
    EgressWalk.Finding finding = walk(small.exchange());
    assertEquals(List.of(), finding.violations());
    long bundles = (long) SmallConsortium.ROUNDS * SmallConsortium.SITES.size();
    assertEquals(bundles * 3 + SmallConsortium.ROUNDS * 4L, finding.files().size());
    assertEquals(SmallConsortium.files(small.exchange()).size(), finding.files().size());
  }

  @Test
  void aBundlesManifestHasTheAllowedKeysAndNoOther() throws Exception {
    for (Path manifest : SmallConsortium.files(small.exchange())) {
      if (manifest.endsWith("manifest.json") && !manifest.toString().contains("global")) {
        TreeSet<String> keys = new TreeSet<>();
        Json.tree(Files.readString(manifest)).fieldNames().forEachRemaining(keys::add);
        assertEquals(MANIFEST_KEYS, keys);
      }
    }
  }

  @Test
  void aPlantedFileIsFoundWhereverItIs() {
    for (String place :
        List.of(
            "notes.txt",
            "round-0001/site-1/patients.csv",
            "round-0001/site-1/.hidden",
            "round-0001/site-1/deep/delta.bin",
            "round-0001/global/scores.csv",
            "round-0001/site-9/delta.bin",
            "round-0001/.attempt-site-1-x/delta.bin")) {
      Path copy = folder.resolve("copy-" + place.hashCode());
      SmallConsortium.copy(small.exchange(), copy);
      SmallConsortium.write(copy.resolve(place), "x");
      assertFalse(walk(copy).violations().isEmpty(), place);
    }
  }

  @Test
  void anExtraKeyIsFoundEvenInASignedManifest() throws Exception {
    SmallConsortium.copy(small.exchange(), folder.resolve("copy"));
    Path bundle = folder.resolve("copy/round-0001/site-1");
    String manifest = Files.readString(bundle.resolve("manifest.json"));
    String more = manifest.replaceFirst("\\{", "{ \"patients\" : 12,");
    Files.writeString(bundle.resolve("manifest.json"), more);
    org.medveil.dp.SigningKey key =
        org.medveil.dp.SigningKey.read(small.keys("site-1").resolve("signing.key"));
    Files.write(
        bundle.resolve("signature"),
        key.sign(more.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertEquals(1, walk(folder.resolve("copy")).violations().size());
  }

  @Test
  void noIdentifierAndNoPseudonymStandsInAnythingThatLeft() {
    TreeSet<String> words = identifiers();
    words.addAll(pseudonyms());
    for (Path file : SmallConsortium.files(small.exchange())) {
      assertNoneOf(words, SmallConsortium.latin(file), file.toString());
    }
  }

  @Test
  void noIdentifierAndNoPseudonymStandsInAnyLogOrManifest() {
    TreeSet<String> words = identifiers();
    words.addAll(pseudonyms());
    assertNoneOf(words, CommandRun.everythingPrinted(), "what the verbs printed");
    String logs = SmallConsortium.latin(Path.of("target/test-logs/all.log"));
    assertTrue(logs.contains("INFO"), "the log is written from INFO on");
    assertNoneOf(words, logs, "the log");
    for (String site : SmallConsortium.WAREHOUSES) {
      Path warehouse = small.warehouse(site);
      for (Path file : SmallConsortium.files(warehouse.resolve("manifests"))) {
        assertNoneOf(words, SmallConsortium.latin(file), file.toString());
      }
    }
  }

  @Test
  void noIdentifierStandsInAnyCellOfATable() {
    TreeSet<String> words = identifiers();
    for (String site : SmallConsortium.WAREHOUSES) {
      TableStore store = TableStore.open(SparkSession.active(), small.warehouse(site).toString());
      for (Table table : Tables.all()) {
        StringBuilder cells = new StringBuilder();
        for (Row row : store.readOrEmpty(table).drop("pixels", "vector").collectAsList()) {
          cells.append(row.mkString("|")).append('\n');
        }
        assertNoneOf(words, cells.toString(), "table " + table.name());
      }
    }
  }

  @Test
  void theSearchFindsWhatItLooksFor() {
    Path outcomes = small.cohort().resolve("site-1/outcomes.csv");
    assertTrue(
        identifiers().stream().anyMatch(SmallConsortium.latin(outcomes)::contains),
        "the hospital's own file names its patients");
    assertEquals(3L * SmallConsortium.PATIENTS, pseudonymsOfSubjects().size());
  }

  @Test
  void everyTrainingDrawsFreshNoise() throws Exception {
    String what = "jdbc:h2:file:" + folder.resolve("what-if");
    for (String campaign : List.of("a", "b")) {
      CommandRun.of("budget", "init", "--ledger", what + campaign).ends(0);
      Object[] train = small.train("site-1", 1, "--campaign", campaign);
      train[java.util.Arrays.asList(train).indexOf("--ledger") + 1] = what + campaign;
      CommandRun.of(train).ends(0);
    }
    float[] a = delta("a");
    float[] b = delta("b");
    int equal = 0;
    for (int i = 0; i < a.length; i++) {
      equal += a[i] == b[i] ? 1 : 0;
    }
    // Two draws agree in 24 bits about once in ten million.
    assertTrue(equal <= 1, equal + " of " + a.length + " released numbers are the same");
    assertNotEquals(0, a.length);
    for (String campaign : List.of("a", "b")) {
      SmallConsortium.delete(small.warehouse("site-1").resolve("site_update/" + campaign));
    }
  }

  private float[] delta(String campaign) throws Exception {
    Path file =
        small.warehouse("site-1").resolve("site_update/" + campaign + "/round-0001/delta.bin");
    return DeltaCodec.decode(Files.readAllBytes(file)).values();
  }

  private EgressWalk.Finding walk(Path exchange) {
    Map<String, VerifyingKey> keys = new LinkedHashMap<>();
    for (String site : SmallConsortium.SITES) {
      keys.put(site, VerifyingKey.read(small.keys(site).resolve("signing.pub")));
    }
    return EgressWalk.walk(Folders.at(exchange.toString(), new Configuration()), keys);
  }

  private static void assertNoneOf(TreeSet<String> words, String text, String where) {
    for (String word : words) {
      assertFalse(text.contains(word), () -> "'" + word + "' in " + where);
    }
  }

  /** Patient ids, UIDs, and family names of two words, from the truth and the file names. */
  private TreeSet<String> identifiers() {
    TreeSet<String> words = new TreeSet<>();
    for (String line :
        SmallConsortium.latin(small.cohort().resolve("truth/images.csv")).split("\n")) {
      String[] cells = line.split(",");
      if (cells[0].equals("file")) {
        continue;
      }
      words.add(cells[1]);
      words.add(cells[2]);
      String name = Path.of(cells[0]).getFileName().toString();
      if (name.matches("[A-Z]+_[A-Z]+_.*")) {
        words.add(name.replaceFirst("^([A-Z]+_[A-Z]+)_.*", "$1"));
        words.add(name.replaceFirst("_.*", ""));
      }
    }
    assertTrue(words.size() > 100);
    assertTrue(words.stream().anyMatch(word -> word.matches("[A-Z]+_[A-Z]+")), "names");
    return words;
  }

  private TreeSet<String> pseudonyms() {
    TreeSet<String> words = pseudonymsOfSubjects();
    words.addAll(column("instance_key"));
    return words;
  }

  private TreeSet<String> pseudonymsOfSubjects() {
    return column("subject_key");
  }

  private TreeSet<String> column(String name) {
    TreeSet<String> values = new TreeSet<>();
    for (String site : SmallConsortium.WAREHOUSES) {
      TableStore.open(SparkSession.active(), small.warehouse(site).toString())
          .read(Tables.INSTANCES)
          .select(name)
          .collectAsList()
          .forEach(row -> values.add(row.getString(0)));
    }
    return values;
  }
}
