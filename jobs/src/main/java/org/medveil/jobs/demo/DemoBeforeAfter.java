package org.medveil.jobs.demo;

import static org.apache.spark.sql.functions.col;
import static org.medveil.jobs.demo.DemoReport.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.imaging.DicomHeader;
import org.medveil.imaging.DicomImage;
import org.medveil.imaging.DicomReader;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.PixelImage;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.cli.Keys;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;

/** The same instances as they came and as they are kept. Simulated values only. */
final class DemoBeforeAfter {
  private static final int PICTURES = 3;

  private final DemoSettings demo;

  DemoBeforeAfter(DemoSettings demo) {
    this.demo = demo;
  }

  Map<String, Object> section() {
    List<Map<String, Object>> pictures = new ArrayList<>();
    List<Map<String, Object>> headers = new ArrayList<>();
    String site = demo.site(1);
    TableStore store = TableStore.open(SparkSessions.open("demo"), demo.warehouse(site).toString());
    Pseudonymizer pseudonyms =
        new Pseudonymizer(Pseudonymizer.readKey(demo.keys(site).resolve(Keys.PSEUDONYM)));
    for (JsonNode stamped : Json.tree(text(cohort().resolve("truth/burned_in_text.json")))) {
      Path file = cohort().resolve(stamped.path("file").asText());
      if (pictures.size() == PICTURES || !file.startsWith(cohort().resolve(site))) {
        continue;
      }
      DicomImage before = read(file);
      String key = pseudonyms.instance(before.header().sopInstanceUid());
      Row image = row(store, Tables.IMAGES, key);
      PixelImage after =
          new PixelImage(
              image.getAs("height"),
              image.getAs("width"),
              image.getAs("channels"),
              image.getAs("pixels"));
      pictures.add(
          map(
              "caption",
                  "Simulated photograph with name and date burned in, and the "
                      + after.width()
                      + " × "
                      + after.height()
                      + " pixels that are kept",
              "before", Picture.dataUri(before.raster().toRgb8()),
              "after", Picture.dataUri(after)));
      if (headers.isEmpty()) {
        String name = stamped.path("boxes").path(0).path("text").asText();
        headers.addAll(headers(name, before.header(), row(store, Tables.INSTANCES, key), image));
      }
    }
    return map("pictures", pictures, "headers", headers);
  }

  private static List<Map<String, Object>> headers(
      String name, DicomHeader before, Row catalogue, Row image) {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(header("(0010,0010)", "PatientName", name, null, "never read"));
    rows.add(
        header(
            "(0010,0020)",
            "PatientID",
            before.patientId(),
            catalogue.getAs("subject_key"),
            "keyed pseudonym (HMAC-SHA-256)"));
    rows.add(
        header(
            "(0008,0018)",
            "SOPInstanceUID",
            before.sopInstanceUid(),
            catalogue.getAs("instance_key"),
            "keyed pseudonym (HMAC-SHA-256)"));
    rows.add(
        header(
            "(0020,000D)",
            "StudyInstanceUID",
            before.studyInstanceUid(),
            catalogue.getAs("study_key"),
            "keyed pseudonym; stays in the catalogue"));
    rows.add(
        header(
            "(0008,0022)",
            "AcquisitionDate",
            String.valueOf(before.acquiredOn()),
            "visit " + image.getAs("visit_index"),
            "shifted by a keyed number of days, then only the visit's number is kept"));
    rows.add(
        header(
            "(0010,1010)",
            "PatientAge",
            before.ageYears() + " years",
            image.getAs("age_band"),
            "age band; suppressed in cells below k = 5"));
    rows.add(
        header(
            "(0010,0040)",
            "PatientSex",
            before.sex(),
            image.getAs("sex"),
            "kept; suppressed in cells below k = 5"));
    rows.add(
        header(
            "(0008,1090)",
            "ManufacturerModelName",
            before.manufacturerModel(),
            null,
            "not granted by the agreement"));
    rows.add(
        header(
            "(0028,0301)",
            "BurnedInAnnotation",
            before.burnedInAnnotation(),
            null,
            "everything outside the field of view is blacked out"));
    return rows;
  }

  private static Map<String, Object> header(
      String tag, String keyword, String before, String after, String action) {
    return map("tag", tag, "name", keyword, "before", before, "after", after, "action", action);
  }

  private Path cohort() {
    return demo.out().resolve("cohort");
  }

  private static Row row(TableStore store, Table table, String instanceKey) {
    return store.read(table).filter(col("instance_key").equalTo(instanceKey)).first();
  }

  private static DicomImage read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return DicomReader.readImage(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DicomRejection e) {
      throw Refusal.badData(
          "a simulated file cannot be read", "simulate again into an empty folder");
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
