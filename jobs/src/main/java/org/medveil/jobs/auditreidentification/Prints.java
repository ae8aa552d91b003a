package org.medveil.jobs.auditreidentification;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.medveil.audits.reidentification.PixelPrint;
import org.medveil.contracts.Refusal;
import org.medveil.contracts.Tables;
import org.medveil.jobs.audit.AuditColumns;
import org.medveil.jobs.audit.AuditVectors;
import org.medveil.jobs.tables.TableStore;
import scala.Tuple2;

/** What tells near-duplicates: from the pixels of a warehouse, or from hashes in a file. */
final class Prints {
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{16}");

  private Prints() {}

  /** Of every image of the agreement; one byte a sample. */
  static Map<String, PixelPrint> ofPixels(TableStore store, String policySha256) {
    Map<String, PixelPrint> prints = new HashMap<>();
    store
        .readOrEmpty(Tables.IMAGES)
        .filter(col("policy_sha256").equalTo(policySha256))
        .select(
            concat(col("instance_key"), lit("/"), col("frame_index")),
            col("height"),
            col("width"),
            col("pixels"))
        .javaRDD()
        .map(Prints::ofImage)
        .collect()
        .forEach(print -> prints.put(print._1(), print._2()));
    return prints;
  }

  private static Tuple2<String, PixelPrint> ofImage(Row row) {
    return new Tuple2<>(
        row.getString(0), PixelPrint.of(row.getInt(1), row.getInt(2), row.<byte[]>getAs(3)));
  }

  /** Of the rows that have one; exit 65 for a hash that is none. */
  static Map<String, PixelPrint> ofHashes(AuditVectors vectors) {
    Map<String, PixelPrint> prints = new HashMap<>();
    for (Row row :
        vectors
            .rows()
            .filter(col(AuditColumns.PERCEPTUAL_HASH).isNotNull())
            .select(AuditColumns.INSTANCE, AuditColumns.PERCEPTUAL_HASH)
            .collectAsList()) {
      if (!HASH.matcher(row.getString(1)).matches()) {
        throw Refusal.badData(
            "A perceptual hash is not 16 hex digits.", "See docs/audit-vectors.md.");
      }
      prints.put(row.getString(0), PixelPrint.ofHash(Long.parseUnsignedLong(row.getString(1), 16)));
    }
    return prints;
  }
}
