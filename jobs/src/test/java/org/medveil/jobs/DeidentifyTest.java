package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Tables;
import org.medveil.imaging.DicomHeader;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/** {@code deidentify} as typed, on a simulated eye hospital. */
@ExtendWith(LocalSpark.class)
class DeidentifyTest {
  @TempDir static Path folder;
  private static Path site;
  private static Path keys;

  @BeforeAll
  static void aHospital() {
    Path cohort = folder.resolve("cohort");
    CommandRun.of(
            "simulate", "--out", cohort, "--sites", 1, "--patients", 2, "--holdout", 2, "--seed", 5)
        .ends(0);
    site = cohort.resolve("site-1");
    keys = folder.resolve("keys");
    CommandRun.of("keys", "init", "--out", keys).ends(0);
  }

  private static CommandRun deidentify(Path input, Path output, Object... more) {
    List<Object> words =
        new java.util.ArrayList<>(
            List.of("deidentify", "--input", input, "--output", output, "--keys", keys));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void everyFileIsWrittenOrQuarantinedAndTheSecondRunIsNothingNew() throws IOException {
    Path output = folder.resolve("twice");
    CommandRun run = deidentify(site, output).ends(0);
    long files = run.count("files");
    assertEquals(files, run.count("written") + run.count("quarantined"));
    assertTrue(run.count("written") > 0);
    assertEquals(run.count("written"), hashes(output.resolve("dicom")).size());
    assertEquals(
        run.count("quarantined") + 1, Files.readAllLines(output.resolve("quarantine.csv")).size());
    assertTrue(
        Files.readString(output.resolve("manifests/deidentify.manifest.json"))
            .contains("PS3.15 E.1-1 2026c"));
    Map<String, String> before = hashes(output);
    deidentify(site, output).ends(99);
    assertEquals(before, hashes(output), "nothing is touched");
  }

  @Test
  void aFileThatIsGoneIsWrittenAgainAndOnlyThat() throws IOException {
    Path output = folder.resolve("gap");
    deidentify(site, output).ends(0);
    Map<String, String> before = hashes(output.resolve("dicom"));
    Files.delete(output.resolve("dicom").resolve(before.keySet().iterator().next()));
    CommandRun again = deidentify(site, output).ends(0);
    assertEquals(1, again.count("written"));
    assertEquals(before, hashes(output.resolve("dicom")));
  }

  @Test
  void anOutputFolderKeepsToOneSetOfRules() {
    Path output = folder.resolve("rules");
    deidentify(site, output).ends(0);
    CommandRun other = deidentify(site, output, "--profile", "strict").ends(2);
    assertTrue(other.err().contains("another profile"), other.err());
    deidentify(site, output, "--profile", "strickt").ends(2);
    deidentify(site, site.resolve("inside")).ends(2);
    CommandRun.of("deidentify", "--input", site, "--output", output).ends(2);
    deidentify(site, folder.resolve("r2"), "--report", folder.resolve("r.txt")).ends(2);
    deidentify(folder.resolve("absent"), folder.resolve("r3")).ends(65);
  }

  @Test
  void membersOfArchivesAreFilesAndOneInstanceLeavesOnce() throws IOException {
    Path input = Files.createDirectories(folder.resolve("zipped"));
    Path first =
        SmallConsortium.files(site).stream().filter(DeidentifyTest::isDicom).findFirst().get();
    byte[] bytes = Files.readAllBytes(first);
    byte[] other = bytes.clone();
    other[0] ^= 1; // another preamble: the same instance with other bytes
    zip(input.resolve("a.zip"), Map.of("x/1.dcm", bytes, "x/2.dcm", bytes, "x/3.dcm", other));
    CommandRun run = deidentify(input, folder.resolve("unzipped")).ends(0);
    assertEquals(3, run.count("files"));
    assertEquals(1, run.count("written"));
    assertEquals(2, run.count("quarantined"));
    String reasons = run.metrics().path("quarantineReasons").toString();
    assertTrue(reasons.contains("CONFLICTING_DUPLICATE"), reasons);
  }

  /** The patient of a table and the patient of a file are one, and so are their dates. */
  @Test
  void ingestAndDeidentifyAgreeOnPatientsAndDates() throws IOException, DicomRejection {
    Path output = folder.resolve("agree");
    deidentify(site, output).ends(0);
    Path warehouse = folder.resolve("warehouse");
    CommandRun.of("ingest", "--input", site, "--warehouse", warehouse, "--keys", keys).ends(0);
    TreeSet<String> tables = new TreeSet<>();
    for (Row row :
        TableStore.open(SparkSession.active(), warehouse.toString())
            .readOrEmpty(Tables.INSTANCES)
            .select("subject_key", "acquired_on")
            .collectAsList()) {
      tables.add(row.getString(0) + " " + row.getDate(1));
    }
    TreeSet<String> files = new TreeSet<>();
    for (String path : hashes(output.resolve("dicom")).keySet()) {
      DicomHeader header = header(output.resolve("dicom").resolve(path));
      files.add(header.patientId() + " " + header.acquiredOn());
    }
    assertTrue(tables.containsAll(files), "every patient and date of a file is in the table");
    assertEquals(ids(tables), ids(files));
  }

  @Test
  void explainSaysTagByTagWhatHappensAndShowsNoValue() throws IOException, DicomRejection {
    Path file =
        SmallConsortium.files(site).stream().filter(DeidentifyTest::isDicom).findFirst().get();
    String patient = header(file).patientId();
    CommandRun plain = CommandRun.of("deidentify", "--explain", file).ends(0);
    assertTrue(plain.err().contains("(0010,0010) PatientName PN: "), plain.err());
    assertTrue(plain.err().contains("pixels: "), plain.err());
    assertTrue(plain.count("attributes") > 10);
    assertFalse((plain.out() + plain.err()).contains(patient), "values are withheld");
    CommandRun shown =
        CommandRun.of("deidentify", "--explain", file, "--keys", keys, "--show-values").ends(0);
    assertTrue(shown.err().contains("'" + patient + "' -> '"), shown.err());
    CommandRun.of("deidentify", "--explain", file, "--show-values").ends(2);
    CommandRun.of("deidentify", "--explain", file, "--input", site).ends(2);
    CommandRun.of("deidentify", "--explain", keys.resolve("signing.pub")).ends(65);
  }

  @Test
  void theReportShowsOriginalsOnlyWhenAsked() throws IOException, DicomRejection {
    Path page = folder.resolve("page.html");
    deidentify(site, folder.resolve("p1"), "--report", page).ends(0);
    String plain = Files.readString(page);
    deidentify(site, folder.resolve("p2"), "--report", page, "--show-values").ends(0);
    String shown = Files.readString(page);
    TreeSet<String> patients = new TreeSet<>();
    for (Path file : SmallConsortium.files(site)) {
      if (isDicom(file)) {
        patients.add(header(file).patientId());
      }
    }
    assertFalse(patients.stream().anyMatch(plain::contains));
    assertTrue(patients.stream().anyMatch(shown::contains));
    assertFalse(plain.contains("http"), "the page fetches nothing");
  }

  static boolean isDicom(Path file) {
    try {
      header(file);
      return true;
    } catch (IOException | DicomRejection e) {
      return false;
    }
  }

  static DicomHeader header(Path file) throws IOException, DicomRejection {
    try (InputStream in = Files.newInputStream(file)) {
      return DicomReader.readHeader(in);
    }
  }

  private static TreeSet<String> ids(TreeSet<String> rows) {
    TreeSet<String> ids = new TreeSet<>();
    rows.forEach(row -> ids.add(row.substring(0, row.indexOf(' '))));
    return ids;
  }

  private static void zip(Path file, Map<String, byte[]> members) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : new TreeMap<>(members).entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
  }

  /** Every file below a folder by path, with its hash. */
  static TreeMap<String, String> hashes(Path root) throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                try {
                  hashes.put(
                      root.relativize(file).toString(), Locations.sha256(Files.readAllBytes(file)));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return hashes;
  }
}
