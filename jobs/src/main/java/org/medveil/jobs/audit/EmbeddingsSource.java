package org.medveil.jobs.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.Locations;
import org.medveil.jobs.tables.TableStore;

/** The embeddings of one agreement and one encoder. */
final class EmbeddingsSource {
  private EmbeddingsSource() {}

  static AuditInput.Source of(TableStore store, VectorOptions options) {
    DataUseAgreement granted = options.permitted();
    Dataset<Row> permitted =
        store.read(Tables.EMBEDDINGS).filter(col("policy_sha256").equalTo(granted.sha256()));
    List<Row> encoders =
        permitted
            .select("encoder_id", "encoder_sha256")
            .distinct()
            .orderBy("encoder_id")
            .collectAsList();
    Row chosen = chosen(encoders, options);
    Dataset<Row> rows =
        permitted
            .filter(
                col("encoder_id")
                    .equalTo(chosen.getString(0))
                    .and(col("encoder_sha256").equalTo(chosen.getString(1))))
            .select(columns().toArray(Column[]::new));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("snapshot", store.snapshot(Tables.EMBEDDINGS).orElse(0L));
    facts.put("encoder", chosen.getString(1));
    facts.put("agreement", granted.sha256());
    return new AuditInput.Source(
        rows,
        Locations.sha256(Json.line(facts)),
        chosen.getString(1),
        "table embeddings, encoder " + chosen.getString(0));
  }

  private static Row chosen(List<Row> encoders, VectorOptions options) {
    List<Row> fitting =
        encoders.stream()
            .filter(e -> options.encoder().map(e.getString(0)::equals).orElse(true))
            .toList();
    List<String> known = encoders.stream().map(e -> e.getString(0)).distinct().toList();
    if (fitting.isEmpty()) {
      throw known.isEmpty()
          ? Refusal.badData("no embeddings under this agreement", "run encode first")
          : Refusal.usage("no embeddings of that encoder", "known: " + known);
    }
    if (fitting.size() > 1) {
      throw Refusal.usage(
          "the embeddings are of more than one encoder", "choose one by --encoder: " + known);
    }
    return fitting.get(0);
  }

  /** The audit's columns; what the table does not hold is not known. */
  private static List<Column> columns() {
    List<String> held = Tables.EMBEDDINGS.columnNames();
    List<Column> columns = new ArrayList<>();
    for (String name : AuditColumns.names()) {
      if (name.equals(AuditColumns.INSTANCE)) {
        columns.add(concat(col("instance_key"), lit("/"), col("frame_index")).as(name));
      } else if (held.contains(name)) {
        columns.add(col(name));
      } else {
        columns.add(lit(null).cast(AuditColumns.type(name)).as(name));
      }
    }
    columns.add(col(AuditColumns.VECTOR));
    return columns;
  }
}
