package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.imaging.DicomRejection;
import org.medveil.jobs.tables.Locations;
import org.medveil.testkit.LocalSpark;

/** {@code deidentify} with Tesseract beside the detector, as typed. */
@ExtendWith(LocalSpark.class)
class TextReaderTest {
  private static final Path SHIPPED = Path.of("..", "conf", "deid", "pixel-rules.conf");

  @TempDir static Path folder;
  private static Path input;
  private static Path keys;

  @BeforeAll
  static void twoPhotographs() throws IOException {
    Path cohort = folder.resolve("cohort");
    CommandRun.of(
            "simulate", "--out", cohort, "--sites", 1, "--patients", 2, "--holdout", 2, "--seed", 5)
        .ends(0);
    input = Files.createDirectories(folder.resolve("input"));
    List<Path> files =
        SmallConsortium.files(cohort.resolve("site-1")).stream()
            .filter(DeidentifyTest::isDicom)
            .limit(2)
            .toList();
    for (int i = 0; i < files.size(); i++) {
      Files.copy(files.get(i), input.resolve(i + ".dcm"));
    }
    keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys).ends(0);
    Path tessdata = Files.createDirectories(folder.resolve("tessdata"));
    try (InputStream in = TextReaderTest.class.getResourceAsStream("/tessdata/eng.traineddata")) {
      Files.copy(in, tessdata.resolve("eng.traineddata"));
    }
  }

  private static Path rules(String tessdata, String languages) throws IOException {
    Path file = folder.resolve("rules.conf");
    Files.writeString(
        file,
        Files.readString(SHIPPED)
            + "tesseract { letters = 3, confidence = 70, own-words-confidence = 0"
            + ", languages = ["
            + languages
            + "], tessdata = \""
            + tessdata
            + "\" }\n");
    return file;
  }

  private static CommandRun deidentify(Path output, Path rules) {
    return CommandRun.of(
        "deidentify",
        "--input",
        input,
        "--output",
        output,
        "--keys",
        keys,
        "--pixel-policy",
        rules);
  }

  @Test
  void theManifestNamesReaderAndModelAndNoPatientsWordIsInAnyByte()
      throws IOException, DicomRejection {
    Path output = folder.resolve("read");
    CommandRun run = deidentify(output, rules("tessdata", "eng")).ends(0);
    assertEquals(2, run.count("files"));
    assertTrue(run.count("boxesOfTextReader") >= 0);
    String manifest = Files.readString(output.resolve("manifests/deidentify.manifest.json"));
    assertTrue(manifest.contains("\"tesseract 5."), manifest);
    String sha256 =
        Locations.sha256(Files.readAllBytes(folder.resolve("tessdata/eng.traineddata")));
    assertTrue(manifest.contains(sha256), manifest);
    Set<String> words = new TreeSet<>();
    for (Path file : SmallConsortium.files(input)) {
      words.add(DeidentifyTest.header(file).patientId());
    }
    StringBuilder written = new StringBuilder(run.out() + run.err());
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written
            .append(file)
            .append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    String all = written.toString();
    words.forEach(word -> assertFalse(all.contains(word), "a patient's number"));
    deidentify(output, rules("tessdata", "eng")).ends(99);
    CommandRun without =
        CommandRun.of("deidentify", "--input", input, "--output", output, "--keys", keys).ends(2);
    assertTrue(without.err().contains("another profile, pixel policy"), without.err());
  }

  @Test
  void explainSaysWhetherSomethingReads() throws IOException {
    Path file = input.resolve("0.dcm");
    CommandRun with =
        CommandRun.of("deidentify", "--explain", file, "--pixel-policy", rules("tessdata", "eng"))
            .ends(0);
    assertTrue(with.err().contains("text reader: tesseract 5."), with.err());
    CommandRun without = CommandRun.of("deidentify", "--explain", file).ends(0);
    assertTrue(without.err().contains("text reader: none"), without.err());
  }

  /** Before any file is touched. */
  @Test
  void whatTheReaderLacksIsRefusedByName() throws IOException {
    Path output = folder.resolve("refused");
    CommandRun folderless = deidentify(output, rules("nowhere", "eng")).ends(2);
    assertTrue(folderless.err().contains("nowhere"), folderless.err());
    CommandRun languageless = deidentify(output, rules("tessdata", "eng, deu")).ends(2);
    assertTrue(languageless.err().contains("deu.traineddata"), languageless.err());
    assertFalse(Files.exists(output));
  }
}
