package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.PixelImage;
import org.medveil.imaging.Pixels;
import org.medveil.imaging.burnedin.PixelPolicy;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/**
 * {@code burned-in-text = examine}: radiographs with planted text, an ultrasound loop of 30 frames,
 * slices of a head, of an abdomen, and of nobody says what.
 */
@ExtendWith(LocalSpark.class)
class ExaminedImagesTest {
  /** Of the files with planted text, which are not resized. */
  private static final int SIDE = 512;

  /** Drawn in 0 on a corner of 0 to 28: there is next to nothing to see. */
  private static final List<Integer> INVISIBLE = List.of(393, 10, 500, 20);

  /** The letter L of the radiographs. */
  private static final List<Integer> MARKER = List.of(480, 258, 494, 276);

  private static final String SLICES = "CT, MR";
  private static final String ALL = "CR, OP, US, " + SLICES;

  @TempDir static Path folder;
  private static Path phi;
  private static Path head;
  private static Path abdomen;
  private static Path slice;
  private static JsonNode truth;
  private static CommandRun run;
  private static List<Row> rejects;
  private static String rulesOnRecord;

  /** By the SHA-256 of the file. */
  private static final Map<String, Row> IMAGES = new HashMap<>();

  @BeforeAll
  static void ingestAndMinimize() throws IOException {
    phi = RealData.folder("dicom_phi");
    Path real = RealData.folder("dicom_real");
    head = real.resolve("deid-data/humans/ctbrain1.dcm");
    abdomen = real.resolve("pydicom/examples_overlay.dcm");
    slice = real.resolve("pydicom/CT_small.dcm");
    truth = Json.tree(SmallConsortium.latin(phi.resolve("truth.json")));
    Path input = Files.createDirectories(folder.resolve("in"));
    for (JsonNode file : truth) {
      Files.copy(phi.resolve(name(file)), input.resolve(name(file)));
    }
    Files.copy(head, input.resolve("head.dcm"));
    Files.copy(abdomen, input.resolve("abdomen.dcm"));
    Files.copy(slice, input.resolve("slice.dcm"));
    Files.copy(real.resolve("pydicom/examples_ybr_color.dcm"), input.resolve("loop.dcm"));
    Path keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys).ends(0);
    CommandRun.of("ingest", "--input", input, "--warehouse", warehouse(), "--keys", keys).ends(0);
    run = minimize(ALL, "examine", 0);
    rejects = rows(Tables.REJECTS);
    rulesOnRecord = rulesInManifest();
    Map<String, String> sources = new HashMap<>();
    rows(Tables.INSTANCES)
        .forEach(row -> sources.put(row.getAs("instance_key"), row.getAs("source_sha256")));
    for (Row row : rows(Tables.IMAGES)) {
      IMAGES.put(sources.get(row.<String>getAs("instance_key")), row);
    }
  }

  @Test
  void noPlantedTextIsInAnyImageAndAllOthersAreWhatTheyWere() throws Exception {
    int hidden = 0;
    int clean = 0;
    for (JsonNode file : truth) {
      PixelImage before = original(phi.resolve(name(file)));
      byte[] after = image(phi.resolve(name(file))).getAs("pixels");
      if (file.path("burned_in").isEmpty()) {
        assertArrayEquals(Pixels.resize(before, SIDE, SIDE).pixels(), after, name(file));
        clean++;
        continue;
      }
      hidden++;
      assertEquals(List.of(SIDE, SIDE), List.of(before.height(), before.width()));
      for (JsonNode text : file.path("burned_in")) {
        List<Integer> box = new ArrayList<>();
        text.path("box_xyxy").forEach(edge -> box.add(edge.asInt()));
        assertTrue(box.equals(INVISIBLE) || values(after, box).size() == 1, "shows " + box);
      }
      assertEquals(cut(before.pixels(), MARKER), cut(after, MARKER), "the letter L");
    }
    assertEquals(List.of(12, 122), List.of(hidden, clean));
  }

  /** The unit is the frame: 12 radiographs and 16 frames of the loop are masked. */
  @Test
  void countsReconcileAndSayWhatWasDone() {
    assertEquals(List.of(153L, 151L, 2L), counts(run));
    assertEquals(List.of(28L, 123L, 0L), pixels(run));
    assertEquals(
        "{\"RECOGNISABLE_HEAD\":1,\"UNKNOWN_BODY_PART\":1}",
        run.metrics().path("pixelConcerns").toString());
    assertEquals(PixelPolicy.standard().sha256(), rulesOnRecord);
  }

  /** A face can be rebuilt from it; an abdomen goes on. */
  @Test
  void theHeadIsQuarantined() throws IOException {
    Map<String, String> reasons = new HashMap<>();
    rejects.forEach(row -> reasons.put(row.getAs("source_sha256"), row.getAs("reason")));
    assertEquals(
        Map.of(sha256(head), "RECOGNISABLE_FACE", sha256(slice), "RECOGNISABLE_FACE"), reasons);
    assertTrue(IMAGES.containsKey(sha256(abdomen)));
    assertFalse(IMAGES.containsKey(sha256(head)));
  }

  @Test
  void anImageIsDoneUnderItsRulesOnly() {
    minimize(ALL, "examine", 99);
    Path rules = folder.resolve("rules.conf");
    String own = "examine\"\n pixel-rules = \"rules.conf";
    String shipped = SmallConsortium.example("deid/pixel-rules.conf");
    SmallConsortium.write(rules, shipped.replace("MR = none", "MR = quarantine"));
    CommandRun refused = minimize(SLICES, own, 0);
    assertEquals(List.of(153L, 0L, 153L), counts(refused));
    assertEquals(1, refused.metrics().at("/pixelConcerns/REFUSED_KIND").asLong());
    SmallConsortium.write(
        rules, shipped.replace("unknown-body-part = quarantine", "unknown-body-part = accept"));
    CommandRun accepted = minimize(SLICES, own, 0);
    assertEquals(List.of(153L, 2L, 151L), counts(accepted));
    assertEquals(List.of(0L, 1L, 1L), pixels(accepted));
  }

  /** The other values do what they did, and an operator is told what they do not do. */
  @Test
  void withoutItNothingLooksAndTheLogSaysSo() {
    CommandRun other = minimize(SLICES, "mask-outside-field-of-view", 0);
    assertEquals(List.of(153L, 3L, 150L), counts(other));
    assertTrue(other.metrics().path("masked").isMissingNode());
    assertEquals("", rulesInManifest());
    assertTrue(other.err().contains("nothing looks for text in pixels"), other.err());
    assertFalse(run.err().contains("nothing looks for text in pixels"), run.err());
  }

  private static List<Long> pixels(CommandRun run) {
    return List.of(run.count("masked"), run.count("examinedClean"), run.count("pixelsNotExamined"));
  }

  private static List<Long> counts(CommandRun run) {
    return List.of(run.count("candidates"), run.count("images"), run.count("rejects"));
  }

  private static Path warehouse() {
    return folder.resolve("w");
  }

  private static CommandRun minimize(String modalities, String burnedInText, int exit) {
    String text =
        SmallConsortium.example("agreement.conf")
            .replaceAll("modalities = .*", "modalities = [" + modalities + "]")
            .replaceAll("resolution = .*", "resolution = " + SIDE)
            .replace("grayscale = false", "grayscale = true")
            .replace("mirror-left-eyes = true", "mirror-left-eyes = false")
            .replace("standardize-colour = true", "standardize-colour = false")
            .replace("\"mask-outside-field-of-view\"", "\"" + burnedInText + "\"");
    Path agreement = SmallConsortium.write(folder.resolve("agreement.conf"), text);
    return CommandRun.of("minimize", "--warehouse", warehouse(), "--agreement", agreement)
        .ends(exit);
  }

  /** Of the run before; empty when it names none. */
  private static String rulesInManifest() {
    String manifest =
        SmallConsortium.latin(warehouse().resolve("manifests/minimize.manifest.json"));
    return Json.tree(manifest).at("/inputs/pixelPolicySha256").asText();
  }

  private static List<Row> rows(Table table) {
    return TableStore.open(SparkSession.active(), warehouse().toString())
        .readOrEmpty(table)
        .collectAsList();
  }

  private static String name(JsonNode file) {
    return file.path("file").asText();
  }

  private static Row image(Path file) throws IOException {
    return IMAGES.get(sha256(file));
  }

  private static String sha256(Path file) throws IOException {
    return Locations.sha256(Files.readAllBytes(file));
  }

  private static PixelImage original(Path file) throws IOException, DicomRejection {
    try (InputStream in = Files.newInputStream(file)) {
      return DicomReader.readImage(in).raster().toGray8();
    }
  }

  private static Set<Byte> values(byte[] image, List<Integer> box) {
    return new HashSet<>(cut(image, box));
  }

  private static List<Byte> cut(byte[] image, List<Integer> box) {
    List<Byte> values = new ArrayList<>();
    for (int y = box.get(1); y < box.get(3); y++) {
      for (int x = box.get(0); x < box.get(2); x++) {
        values.add(image[y * SIDE + x]);
      }
    }
    return values;
  }
}
