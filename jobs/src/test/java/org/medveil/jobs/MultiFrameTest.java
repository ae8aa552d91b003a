package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.imaging.DicomFrames;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.Pixels;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/** Objects of many frames become rows of one frame each. */
@ExtendWith(LocalSpark.class)
class MultiFrameTest {
  @TempDir private Path folder;
  private Path input;
  private byte[] loop;
  private byte[] pair;

  /** A loop of 30 frames, and in an archive an object of two frames and one of one. */
  @BeforeEach
  void files() throws IOException {
    input = Files.createDirectories(folder.resolve("in"));
    Path real = RealData.folder("dicom_real");
    loop = Files.readAllBytes(real.resolve("pydicom/examples_ybr_color.dcm"));
    pair =
        Files.readAllBytes(
            real.resolve("dicomParser/encapsulated/multi-frame/CT0012.not_fragmented_bot_rle.dcm"));
    CommandRun.of("keys", "init", "--out", folder.resolve("keys")).ends(0);
  }

  @Test
  void everyFrameThatIsChosenHasARow() throws Exception {
    byte[] slice =
        Files.readAllBytes(RealData.folder("dicom_real").resolve("tcia-pancreas-ct/1-001.dcm"));
    Files.write(input.resolve("loop.dcm"), loop);
    zip("two.zip", pair, slice);
    ingest();
    CommandRun minimize = minimize("", 0);
    assertEquals(3, minimize.count("instances"));
    assertEquals(16 + 2 + 1, minimize.count("candidates"));
    assertEquals(16 + 2 + 1, minimize.count("images"));
    assertEquals(14, minimize.count("framesLeftOut"));
    List<Row> rows = rows(Tables.IMAGES);
    assertEquals(19, rows.size());
    DicomFrames frames = DicomReader.readFrames(new ByteArrayInputStream(loop));
    TreeSet<Integer> indices = new TreeSet<>();
    String instance = mostFrequentInstance(rows);
    for (Row row : rows) {
      if (row.getAs("instance_key").equals(instance)) {
        int index = row.getAs("frame_index");
        indices.add(index);
        assertEquals(expected(frames, index), row.getAs("pixel_sha256"), "frame " + index);
      }
    }
    assertEquals(
        List.of(0, 1, 3, 5, 7, 9, 11, 13, 15, 16, 18, 20, 22, 24, 26, 28),
        new ArrayList<>(indices));
    minimize("", 99);

    // One vector a row, and both are found again.
    CommandRun encode = encode(0);
    assertEquals("[\"cpu\"]", encode.metrics().at("/devices").toString());
    assertEquals(19, encode.count("embeddings"));
    assertEquals(19, rows(Tables.EMBEDDINGS).size());
    encode(99);
    SmallConsortium.delete(folder.resolve("w/medveil/images"));
    assertEquals(19, minimize("", 0).count("images"));
    encode(99);

    // Another number is another agreement.
    CommandRun first = minimize("most-frames = 1", 0);
    assertEquals(3, first.count("candidates"));
    assertEquals(29 + 1, first.count("framesLeftOut"));
  }

  /** The frames beside it are none the worse. */
  @Test
  void aFrameThatCannotBeDecodedIsOneReject() throws IOException {
    byte[] broken = pair.clone();
    int second = lastItem(broken);
    for (int i = 0; i < 64; i++) {
      broken[second + 8 + i] = -1; // no RLE header
    }
    Files.write(input.resolve("pair.dcm"), broken);
    ingest();
    CommandRun run = minimize("", 0);
    assertEquals(List.of(2L, 1L, 1L), counts(run));
    String detail = rows(Tables.REJECTS).get(0).getAs("detail");
    assertTrue(detail.startsWith("PIXEL_DECODE_FAILED: "), detail);
    assertTrue(detail.endsWith(", frame 1]"), detail);
    minimize("", 99);
    // The frame that could be read is made again, the other is not tried again.
    SmallConsortium.delete(folder.resolve("w/medveil/images"));
    assertEquals(List.of(1L, 1L, 0L), counts(minimize("", 0)));
    assertEquals(1, rows(Tables.REJECTS).size());
  }

  /** An object that is refused is refused frame by frame: counts stay comparable. */
  @Test
  void aRefusedObjectCountsWithAllItsChosenFrames() throws IOException {
    Files.write(input.resolve("loop.dcm"), loop);
    ingest();
    CommandRun run = minimize("modalities = [\"CT\"]", 0);
    assertEquals(List.of(16L, 0L, 16L), counts(run));
    minimize("modalities = [\"CT\"]", 99);
  }

  @Test
  void anImpossibleNumberIsTwo() {
    for (String number : List.of("0", "5000", "many")) {
      CommandRun run = minimize("most-frames = " + number, 2);
      assertTrue(run.json().path("message").asText().contains("most-frames"), run.toString());
    }
  }

  private static List<Long> counts(CommandRun run) {
    return List.of(run.count("candidates"), run.count("images"), run.count("rejects"));
  }

  private static String expected(DicomFrames frames, int index) throws Exception {
    return Locations.sha256(
        Pixels.resize(
                Pixels.standardizeInsideCircle(
                    Pixels.maskOutsideCircle(frames.frame(index).toRgb8())),
                32,
                32)
            .pixels());
  }

  private static String mostFrequentInstance(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.<Integer>getAs("frame_index") > 1)
        .findFirst()
        .orElseThrow()
        .getAs("instance_key");
  }

  /** Where the last item in front of the sequence delimiter starts. */
  private static int lastItem(byte[] file) {
    int item = -1;
    for (int i = 0; i + 4 < file.length; i++) {
      boolean found =
          file[i] == (byte) 0xFE
              && file[i + 1] == (byte) 0xFF
              && file[i + 2] == 0
              && file[i + 3] == (byte) 0xE0;
      item = found ? i : item;
    }
    return item;
  }

  private void ingest() {
    CommandRun.of(
            "ingest",
            "--input",
            input,
            "--warehouse",
            folder.resolve("w"),
            "--keys",
            folder.resolve("keys"))
        .ends(0);
  }

  private CommandRun minimize(String line, int exit) {
    return CommandRun.of(
            "minimize", "--warehouse", folder.resolve("w"), "--agreement", agreement(line))
        .ends(exit);
  }

  private CommandRun encode(int exit) {
    return CommandRun.of("encode", "--warehouse", folder.resolve("w"), "--agreement", agreement(""))
        .ends(exit);
  }

  /** The example's, for these modalities, without most-frames unless the line says so. */
  private Path agreement(String line) {
    String modalities =
        line.startsWith("modalities") ? line : "modalities = [\"US\", \"CT\"]\n" + line;
    String example = SmallConsortium.latin(Path.of("../conf/agreement.conf"));
    String text =
        example.replaceAll("(?m)^ *most-frames.*$", "").replaceAll("modalities = .*", modalities);
    return SmallConsortium.write(folder.resolve("agreement.conf"), text);
  }

  private List<Row> rows(Table table) {
    return TableStore.open(SparkSession.active(), folder.resolve("w").toString())
        .readOrEmpty(table)
        .collectAsList();
  }

  private void zip(String name, byte[]... members) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(input.resolve(name)))) {
      for (int i = 0; i < members.length; i++) {
        zip.putNextEntry(new ZipEntry("d/" + i));
        zip.write(members[i]);
      }
    }
  }
}
