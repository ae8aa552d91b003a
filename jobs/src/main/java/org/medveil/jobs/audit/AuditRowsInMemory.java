package org.medveil.jobs.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.medveil.audits.Acquisition;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.ImageKey;
import org.medveil.audits.Traits;
import org.medveil.contracts.Refusal;

/** The rows of an audit at the driver, in an order that the cluster does not decide. */
final class AuditRowsInMemory {
  private static final long MOST_BYTES = 2L << 30;

  private AuditRowsInMemory() {}

  static AuditRows of(AuditVectors vectors) {
    long bytes = vectors.used() * vectors.dim() * Float.BYTES;
    if (bytes > MOST_BYTES) {
      throw Refusal.usage(
          "the vectors do not fit the driver's memory", "audit a part, or an audit that scales");
    }
    List<AuditRow> rows = new ArrayList<>();
    for (Row row : vectors.rows().collectAsList()) {
      rows.add(row(row));
    }
    rows.sort(Comparator.comparing(AuditRow::subject).thenComparing(AuditRow::instance));
    return AuditRows.of(rows);
  }

  private static AuditRow row(Row row) {
    int visit = row.fieldIndex(AuditColumns.VISIT);
    Acquisition acquisition =
        new Acquisition(
            row.isNullAt(visit) ? OptionalInt.empty() : OptionalInt.of(row.getInt(visit)),
            text(row, AuditColumns.LATERALITY),
            text(row, AuditColumns.SITE),
            text(row, AuditColumns.SCANNER));
    int label = row.fieldIndex(AuditColumns.LABEL);
    Traits traits =
        new Traits(
            text(row, AuditColumns.SEX),
            text(row, AuditColumns.AGE_BAND),
            text(row, AuditColumns.ETHNICITY),
            row.isNullAt(label) ? Optional.empty() : Optional.of("" + row.getInt(label)));
    List<Float> values = row.getList(row.fieldIndex(AuditColumns.VECTOR));
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i);
    }
    ImageKey key =
        new ImageKey(
            row.getString(row.fieldIndex(AuditColumns.SUBJECT)),
            row.getString(row.fieldIndex(AuditColumns.INSTANCE)));
    return new AuditRow(key, acquisition, traits, vector);
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(row.fieldIndex(column)));
  }
}
