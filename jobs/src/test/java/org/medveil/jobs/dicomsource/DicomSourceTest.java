package org.medveil.jobs.dicomsource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Refusal;
import org.medveil.testkit.LocalSpark;
import org.medveil.testkit.RealData;

/** {@code spark.read().format("dicom")}, as docs/dicom-source.md describes it. */
@ExtendWith(LocalSpark.class)
class DicomSourceTest {
  @TempDir Path folder;
  private SparkSession spark;

  /** A slice, a slice cut inside its pixels, one cut in its header, and a text. */
  @BeforeEach
  void files() throws IOException {
    spark = SparkSession.active();
    Path slice = RealData.folder("dicom_real").resolve("tcia-pancreas-ct/1-001.dcm");
    byte[] bytes = Files.readAllBytes(slice);
    Files.write(folder.resolve("a.dcm"), bytes);
    Files.write(folder.resolve("b.dcm"), Arrays.copyOf(bytes, bytes.length - 1000));
    Files.write(folder.resolve("c.dcm"), Arrays.copyOf(bytes, 1200));
    Files.writeString(folder.resolve("notes.txt"), "no DICOM file, but a text of some length");
  }

  private Dataset<Row> read(String... options) {
    var reader = spark.read().format("dicom");
    for (int i = 0; i < options.length; i += 2) {
      reader = reader.option(options[i], options[i + 1]);
    }
    return reader.load(folder.toString());
  }

  @Test
  void keywordsAreColumnsWithTypes() {
    Row row =
        read("columns", "Modality,Rows,PixelSpacing,SliceThickness,ImageType")
            .filter("reject_reason IS NULL")
            .orderBy("length")
            .collectAsList()
            .get(0);
    assertEquals("CT", row.getAs("Modality"));
    assertEquals(512, row.<Integer>getAs("Rows"));
    assertEquals(2, row.getList(row.fieldIndex("PixelSpacing")).size());
    assertTrue(row.<Double>getAs("SliceThickness") > 0);
    assertEquals("ORIGINAL", row.getList(row.fieldIndex("ImageType")).get(0));
  }

  /** Both cut files are whole up to where a header ends or their cut is; the text is nothing. */
  @Test
  void everyFileHasARowAndBadOnesAReason() {
    List<Row> rows = read().orderBy("length").collectAsList();
    assertEquals(
        List.of("NOT_DICOM", "TRUNCATED", "null", "null"),
        rows.stream()
            .map(row -> String.valueOf(row.<String>getAs("reject_reason")))
            .collect(Collectors.toList()));
    assertNull(rows.get(0).getAs("Modality"));
    assertEquals("CT", rows.get(1).getAs("Modality")); // what stands in front of the cut
    assertEquals(4, read().count());
    assertEquals(2, read("mode", "dropMalformed").count());
    Exception failed =
        assertThrows(Exception.class, () -> read("mode", "failFast").collectAsList());
    assertTrue(causes(failed).contains("a file is rejected, "));
    assertFalse(causes(failed).contains("notes"));
  }

  @Test
  void pixelsAreReadOnlyWhenAskedFor() {
    List<Row> rows =
        read("pixels", "raw")
            .select("reject_reason", "pixels")
            .filter("pixels IS NOT NULL OR reject_reason = 'TRUNCATED'")
            .collectAsList();
    assertEquals(3, rows.size());
    assertEquals(
        List.of(512 * 512 * 2),
        rows.stream()
            .filter(row -> row.getAs("pixels") != null)
            .map(row -> ((byte[]) row.getList(1).get(0)).length)
            .toList());
  }

  /** One row a frame, and a row for what has none. */
  @Test
  void decodedPixelsHaveARowAFrame() throws IOException {
    Path loop = RealData.folder("dicom_real").resolve("pydicom/examples_ybr_color.dcm");
    Files.copy(loop, folder.resolve("loop.dcm"));
    Dataset<Row> rows = read("pixels", "decoded");
    List<Row> frames = rows.filter("Modality = 'US'").orderBy("frame_index").collectAsList();
    assertEquals(30, frames.size());
    int size = frames.get(0).<Integer>getAs("Rows") * frames.get(0).<Integer>getAs("Columns") * 3;
    for (int i = 0; i < 30; i++) {
      assertEquals(i, frames.get(i).<Integer>getAs("frame_index"));
      assertEquals(size, frames.get(i).<byte[]>getAs("pixels").length);
      assertEquals("YBR_FULL", frames.get(i).getAs("frame_photometric"));
    }
    // The slice, the two that are cut, the text: one row each, pixels in one of them.
    assertEquals(30 + 4, rows.count());
    assertEquals(30 + 1, rows.filter("pixels IS NOT NULL").count());
    assertEquals(30 + 1, read("pixels", "decoded", "mode", "dropMalformed").count());
    assertTrue(refused("pixels", "all").contains("pixels"));
  }

  /** As ingest does: members are files, a broken archive has a row of its own. */
  @Test
  void archivesAreLookedInto() throws IOException {
    byte[] slice = Files.readAllBytes(folder.resolve("a.dcm"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("x.zip")))) {
      for (String name : List.of("d/1", "d/.hidden", "d/2")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(slice);
      }
    }
    byte[] whole = Files.readAllBytes(folder.resolve("x.zip"));
    Files.write(folder.resolve("y.zip"), Arrays.copyOf(whole, whole.length / 2));
    Dataset<Row> rows = read("identifying", "true");
    assertEquals(4 + 2 + 2, rows.count());
    List<Row> members = rows.filter("path LIKE '%x.zip%'").orderBy("path").collectAsList();
    assertTrue(members.get(0).<String>getAs("path").endsWith("x.zip!/d/1"));
    assertTrue(members.get(1).<String>getAs("path").endsWith("x.zip!/d/2"));
    for (Row member : members) {
      assertEquals("CT", member.getAs("Modality"));
      assertEquals(slice.length, member.<Long>getAs("length"));
    }
    assertEquals(
        List.of("TRUNCATED"),
        rows.filter("path LIKE '%y.zip'").collectAsList().stream()
            .map(row -> row.<String>getAs("reject_reason"))
            .toList());
    assertEquals(2 + 2 + 1, read("mode", "dropMalformed").count());
  }

  @Test
  void whatMayPointAtAPersonIsAllowedByNameOnly() {
    for (String column : List.of("PatientName", "StudyDate", "PatientID", "StudyInstanceUID")) {
      Refusal refusal = assertThrows(Refusal.class, () -> read("columns", column));
      assertTrue(refusal.getMessage().contains(column));
    }
    Row row =
        read("columns", "PatientID,StudyDate", "identifying", "true", "mode", "dropMalformed")
            .collectAsList()
            .get(0);
    assertNotNull(row.getAs("PatientID"));
    assertNotNull(row.<java.sql.Date>getAs("StudyDate"));
    assertTrue(row.<String>getAs("path").endsWith(".dcm"));
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    assertTrue(refused("columns", "Modalty").contains("Modalty"));
    assertTrue(refused("columns", "RequestAttributesSequence").contains("RequestAttributes"));
    assertTrue(refused("colums", "Modality").contains("colums"));
    assertTrue(refused("mode", "lenient").contains("mode"));
  }

  @Test
  void aSchemaOfOnesOwnIsChecked() {
    Dataset<Row> rows =
        spark
            .read()
            .format("dicom")
            .schema("Modality string, Rows int")
            .option("mode", "dropMalformed")
            .load(folder.toString());
    assertEquals(List.of("Modality", "Rows"), Arrays.asList(rows.columns()));
    assertEquals(2, rows.filter("Rows = 512").count());
    assertThrows(
        Refusal.class,
        () -> spark.read().format("dicom").schema("Rows string").load(folder.toString()));
  }

  /** A file that is not even opened cannot fail. */
  @Test
  void countingOpensNoFile() throws IOException {
    Dataset<Row> rows = read();
    Files.write(folder.resolve("c.dcm"), new byte[0]);
    assertEquals(4, rows.count());
    assertEquals(4, rows.select("length").collectAsList().size());
  }

  private String refused(String... options) {
    return assertThrows(Refusal.class, () -> read(options)).getMessage();
  }

  private static String causes(Throwable failed) {
    StringBuilder all = new StringBuilder();
    for (Throwable at = failed; at != null; at = at.getCause()) {
      all.append(at.getMessage()).append('\n');
    }
    return all.toString();
  }
}
