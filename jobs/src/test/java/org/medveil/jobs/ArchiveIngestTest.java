package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/** Archives are folders that happen to be one file. */
@ExtendWith(LocalSpark.class)
class ArchiveIngestTest {
  @TempDir private Path folder;
  private Path input;
  private List<byte[]> slices;

  @BeforeEach
  void prepare() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
    slices = new ArrayList<>();
    Path ct = RealData.folder("dicom_real").resolve("tcia-pancreas-ct");
    for (int i = 1; i <= 4; i++) {
      slices.add(Files.readAllBytes(ct.resolve("1-00" + i + ".dcm")));
    }
    CommandRun.of("keys", "init", "--out", folder.resolve("keys")).ends(0);
  }

  @Test
  void membersAreFilesOfTheirOwn() throws IOException {
    zip(
        "a.zip",
        "x/1.dcm",
        slices.get(0),
        "../../2.dcm",
        slices.get(1),
        "__MACOSX/1",
        slices.get(1));
    tar("b.tar", slices.get(2));
    CommandRun first = ingest(0);
    assertEquals(List.of(3L, 3L, 0L), counts(first));
    ingest(99); // nothing new

    // A new archive of known members and one that is not.
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input.resolve("c.tgz")))) {
      tar(out, slices.get(0), slices.get(3));
    }
    CommandRun second = ingest(0);
    assertEquals(List.of(5L, 1L, 1L), counts(second), "the second copy of a slice has a row, too");
    assertEquals(3, second.count("known"));
    ingest(99); // and one only
  }

  /** What stands in front of a break is kept, and the break has a row of its own. */
  @Test
  void brokenArchivesKeepWhatCanBeRead() throws IOException {
    zip("cut.zip", "1.dcm", slices.get(0), "2.dcm", slices.get(1));
    Path cut = input.resolve("cut.zip");
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length * 3 / 4));
    zip("twice.zip", "1.dcm", "no DICOM".getBytes(), "2.zip", slices.get(2));
    Files.writeString(input.resolve("no.tar.gz"), "this is no archive");
    CommandRun run = ingest(0);
    assertEquals(List.of(5L, 2L, 3L), counts(run));
    TreeMap<String, Integer> reasons = new TreeMap<>();
    rejects().forEach(row -> reasons.merge(row.getAs("reason"), 1, Integer::sum));
    assertEquals("{MALFORMED=1, NOT_DICOM=1, TRUNCATED=1}", reasons.toString());
    ingest(99);
  }

  /** 400 MB of zeros in 400 kB. */
  @Test
  void bombsAreCutShort() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(input.resolve("b.zip")))) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 400; i++) {
        zip.write(zeros);
      }
    }
    assertEquals(List.of(1L, 0L, 1L), counts(ingest(0)));
    assertEquals("LIMIT_EXCEEDED", rejects().get(0).getAs("reason"));
  }

  private CommandRun ingest(int exit) {
    CommandRun run =
        CommandRun.of(
            "ingest",
            "--input",
            input,
            "--warehouse",
            folder.resolve("w"),
            "--keys",
            folder.resolve("keys"));
    run.ends(exit);
    assertFalse(run.err().contains(".dcm"), "names of members stay out of the log");
    return run;
  }

  private static List<Long> counts(CommandRun run) {
    return List.of(run.count("files"), run.count("instances"), run.count("rejects"));
  }

  private List<Row> rejects() {
    return TableStore.open(SparkSession.active(), folder.resolve("w").toString())
        .readOrEmpty(Tables.REJECTS)
        .collectAsList();
  }

  private void zip(String name, Object... members) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(input.resolve(name)))) {
      for (int i = 0; i < members.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) members[i]));
        zip.write((byte[]) members[i + 1]);
      }
    }
  }

  private void tar(String name, byte[]... members) throws IOException {
    try (OutputStream out = Files.newOutputStream(input.resolve(name))) {
      tar(out, members);
    }
  }

  private static void tar(OutputStream out, byte[]... members) throws IOException {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
    for (int i = 0; i < members.length; i++) {
      TarArchiveEntry entry = new TarArchiveEntry("d/" + i + ".dcm");
      entry.setSize(members[i].length);
      tar.putArchiveEntry(entry);
      tar.write(members[i]);
      tar.closeArchiveEntry();
    }
    tar.finish();
  }
}
