package org.medveil.jobs.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.imaging.Pseudonymizer;
import org.medveil.jobs.tables.Basis;
import org.medveil.jobs.tables.TableStore;

/**
 * The hospital's clinical CSV (columns {@code patient_id,laterality,label}) to {@code outcomes},
 * under the same pseudonyms as the images. Laterality is R, L, B or empty; the label 0 or 1.
 */
final class OutcomesStep {
  private static final List<String> HEADER = List.of("patient_id", "laterality", "label");

  private OutcomesStep() {}

  /** Returns the number of new rows; rows that are there already are left out. */
  static long run(Path csv, TableStore store, Pseudonymizer pseudonyms) {
    Basis before = store.basis(Tables.OUTCOMES, "true");
    Set<String> known = new HashSet<>();
    store
        .readOrEmpty(Tables.OUTCOMES)
        .collectAsList()
        .forEach(row -> known.add(row.getString(0) + "/" + row.getString(1)));
    List<Row> rows = new ArrayList<>();
    List<String> lines = lines(csv);
    if (lines.isEmpty() || !Arrays.asList(lines.get(0).split(",", -1)).equals(HEADER)) {
      throw Refusal.badData(
          "the outcomes file must start with the header " + String.join(",", HEADER), "");
    }
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != 3
          || cells[0].isBlank()
          || !cells[1].matches("[RLB]?")
          || !cells[2].matches("[01]")) {
        throw Refusal.badData(
            "line " + (i + 1) + " of the outcomes file is not patient_id,laterality,label",
            "laterality is R, L, B or empty; label is 0 or 1");
      }
      String subject = pseudonyms.subject(cells[0]);
      String laterality = cells[1].isEmpty() ? null : cells[1];
      if (known.add(subject + "/" + laterality)) {
        rows.add(RowFactory.create(subject, laterality, null, Integer.parseInt(cells[2])));
      }
    }
    if (!rows.isEmpty()) {
      store.append(
          before,
          JavaSparkContext.fromSparkContext(store.spark().sparkContext()).parallelize(rows, 1));
    }
    return rows.size();
  }

  private static List<String> lines(Path csv) {
    try {
      return Files.readAllLines(csv);
    } catch (IOException e) {
      throw Refusal.badData("the outcomes file cannot be read: " + csv, "check path and encoding");
    }
  }
}
