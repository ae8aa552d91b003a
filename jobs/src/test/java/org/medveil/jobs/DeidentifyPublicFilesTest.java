package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.imaging.DicomHeader;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.Raster;
import org.medveil.jobs.cli.Json;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/** The whole verb on files with planted identifiers, hostile files, and files of real scanners. */
@ExtendWith(LocalSpark.class)
class DeidentifyPublicFilesTest {
  /** Drawn in 0 on a corner of 0 to 28: there is next to nothing to see. */
  private static final List<Integer> INVISIBLE = List.of(393, 10, 500, 20);

  /** The side marker of the two radiographs. */
  private static final List<Integer> MARKER = List.of(480, 258, 494, 276);

  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.ISO_8859_1,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE);

  @TempDir static Path folder;
  private static Path phi;
  private static JsonNode truth;
  private static CommandRun run;
  private static final Map<String, String> MAPPING = new HashMap<>();

  @BeforeAll
  static void twice() throws IOException {
    phi = RealData.folder("dicom_phi");
    truth = Json.tree(SmallConsortium.latin(phi.resolve("truth.json")));
    CommandRun.of("keys", "init", "--out", folder.resolve("keys")).ends(0);
    run = deidentify(phi, "a", "--mapping", folder.resolve("m.csv"), "--report", report()).ends(0);
    deidentify(phi, "b").ends(0);
    for (String line : Files.readAllLines(folder.resolve("m.csv"))) {
      MAPPING.put(line.split(",")[0], line.split(",")[1]);
    }
  }

  private static Path report() {
    return folder.resolve("a/report.html");
  }

  private static CommandRun deidentify(Path input, String output, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "deidentify",
                "--input",
                input,
                "--output",
                folder.resolve(output),
                "--keys",
                folder.resolve("keys")));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void noneOfThe543PlantedStringsIsInAnyByteThatIsWrittenOrPrinted() throws IOException {
    int planted = 0;
    Set<String> strings = new TreeSet<>();
    for (JsonNode file : truth) {
      for (JsonNode hidden : file.path("hidden")) {
        strings.add(hidden.path(hidden.has("uid") ? "uid" : "string").asText());
        planted++;
      }
      file.path("standard_phi")
          .fields()
          .forEachRemaining(
              one -> {
                // Another patient's date may be the one to which this patient's moved.
                if (!one.getKey().endsWith("Date")) {
                  strings.add(one.getValue().asText());
                }
              });
    }
    assertEquals(543, planted);
    String printed = run.out() + run.err();
    strings.forEach(one -> assertFalse(printed.contains(one), "printed"));
    List<byte[]> needles = new ArrayList<>();
    strings.forEach(one -> CHARSETS.forEach(charset -> needles.add(one.getBytes(charset))));
    try (Stream<Path> files = Files.walk(folder.resolve("a"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.resolve("a").relativize(file).toString();
        strings.forEach(one -> assertFalse(name.contains(one), "a file name"));
        assertNone(needles, Files.readAllBytes(file), name);
      }
    }
  }

  private static void assertNone(List<byte[]> needles, byte[] bytes, String where) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (byte[] needle : needles) {
      assertFalse(text.contains(new String(needle, StandardCharsets.ISO_8859_1)), where);
    }
  }

  @Test
  void burnedInTextIsHiddenAndAllOtherPixelsAreWhatTheyWere() throws Exception {
    int hidden = 0;
    int clean = 0;
    for (JsonNode file : truth) {
      Raster before = raster(phi.resolve(file.path("file").asText()));
      Raster after = raster(output("a", file));
      if (file.path("burned_in").isEmpty()) {
        assertEquals(before, after, file.path("file").asText());
        clean++;
        continue;
      }
      hidden++;
      for (JsonNode text : file.path("burned_in")) {
        List<Integer> box = new ArrayList<>();
        text.path("box_xyxy").forEach(edge -> box.add(edge.asInt()));
        assertTrue(box.equals(INVISIBLE) || values(after, box).size() == 1, "shows " + box);
      }
      assertTrue(same(before, after, MARKER), "the letter L");
    }
    assertEquals(List.of(12, 122), List.of(hidden, clean));
    assertEquals(12, run.count("masked"));
  }

  @Test
  void twoRunsGiveTheSameBytes() throws IOException {
    assertEquals(
        DeidentifyTest.hashes(folder.resolve("a/dicom")),
        DeidentifyTest.hashes(folder.resolve("b/dicom")));
  }

  @Test
  void aPatientHasOnePseudonymAndItsDatesKeepTheirIntervals() throws Exception {
    Map<String, Set<String>> pseudonyms = new HashMap<>();
    Map<String, Set<Long>> shifts = new HashMap<>();
    for (JsonNode file : truth) {
      DicomHeader before = DeidentifyTest.header(phi.resolve(file.path("file").asText()));
      DicomHeader after = DeidentifyTest.header(output("b", file));
      String patient = file.path("standard_phi").path("PatientID").asText();
      pseudonyms.computeIfAbsent(patient, p -> new HashSet<>()).add(after.patientId());
      shifts
          .computeIfAbsent(patient, p -> new HashSet<>())
          .add(ChronoUnit.DAYS.between(after.acquiredOn(), before.acquiredOn()));
    }
    assertEquals(58, pseudonyms.size());
    assertEquals(58, pseudonyms.values().stream().flatMap(Set::stream).distinct().count());
    pseudonyms.values().forEach(set -> assertEquals(1, set.size()));
    shifts
        .values()
        .forEach(set -> assertTrue(set.size() == 1 && set.iterator().next() > 0, "" + set));
  }

  @Test
  void hostileFilesEndAndTheirCountsReconcile() throws Exception {
    reconciles(RealData.folder("dicom_hostile"), "hostile");
  }

  @Test
  void filesOfRealScannersComeOutReadableOrAreQuarantinedWithAReason() throws Exception {
    reconciles(RealData.folder("dicom_real"), "real");
  }

  private static void reconciles(Path input, String output) throws Exception {
    CommandRun run = deidentify(input, output).ends(0);
    assertEquals(SmallConsortium.files(input).size(), run.count("files"));
    assertEquals(run.count("files"), run.count("written") + run.count("quarantined"));
    assertFalse(run.err().contains("\tat "), "no stack trace");
    assertTrue(run.count("written") > 0);
    Path dicom = folder.resolve(output).resolve("dicom");
    Set<String> written = DeidentifyTest.hashes(dicom).keySet();
    assertEquals(run.count("written"), written.size());
    for (String path : written) {
      try (InputStream in = Files.newInputStream(dicom.resolve(path))) {
        org.medveil.imaging.dataset.DicomObject.read(in, org.medveil.imaging.dataset.Extent.WHOLE);
      }
    }
  }

  private static Path output(String run, JsonNode file) throws IOException {
    String uid = file.path("standard_phi").path("SOPInstanceUID").asText();
    String name = MAPPING.get(uid) + ".dcm";
    try (Stream<Path> files = Files.walk(folder.resolve(run).resolve("dicom"))) {
      return files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    }
  }

  private static Raster raster(Path file) throws IOException, DicomRejection {
    try (InputStream in = Files.newInputStream(file)) {
      return DicomReader.readImage(in).raster();
    }
  }

  private static Set<Integer> values(Raster raster, List<Integer> box) {
    Set<Integer> values = new HashSet<>();
    for (int y = box.get(1); y < box.get(3); y++) {
      for (int x = box.get(0); x < box.get(2); x++) {
        values.add(raster.sample(y * raster.width() + x));
      }
    }
    return values;
  }

  private static boolean same(Raster a, Raster b, List<Integer> box) {
    for (int y = box.get(1); y < box.get(3); y++) {
      for (int x = box.get(0); x < box.get(2); x++) {
        if (a.sample(y * a.width() + x) != b.sample(y * b.width() + x)) {
          return false;
        }
      }
    }
    return true;
  }
}
