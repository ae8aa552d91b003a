package org.medveil.jobs.encode;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.medveil.contracts.RejectReason;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.Basis;
import org.medveil.jobs.tables.RejectRow;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/** Images to vectors: {@code images = embeddings + rejects}. */
final class EncodeStep {
  static final String STAGE = "encode";

  private EncodeStep() {}

  /** Counts of a run. */
  record Counts(long images, long embeddings, long rejects) {}

  /** A vector or a reject. */
  private record Encoded(Row embedding, Row reject) implements Serializable {}

  static Counts run(TableStore store, String policySha256, EncoderDevice device) {
    // The driver's own instance refuses a bad card before a task is started, and names the encoder.
    Encoder named = device.choice().encoder();
    // Before anything is read: what others add from here on is not known to this run.
    Basis embeddingsBefore =
        store.basis(
            Tables.EMBEDDINGS,
            "policy_sha256 = '" + policySha256 + "' AND encoder_sha256 = '" + named.sha256() + "'");
    Basis rejectsBefore = store.basis(Tables.REJECTS, "stage = '" + STAGE + "'");
    Dataset<Row> images =
        fresh(store, policySha256, named.id(), named.sha256())
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(store.spark().sparkContext());
    JavaRDD<Encoded> encoded =
        images
            .javaRDD()
            .repartition(spark.defaultParallelism() * 4)
            .mapPartitions(rows -> encode(rows, device))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long total = images.count();
      long embeddings = store.append(embeddingsBefore, encoded.map(Encoded::embedding));
      long rejects = store.append(rejectsBefore, encoded.map(Encoded::reject));
      return new Counts(total, embeddings, rejects);
    } finally {
      encoded.unpersist();
      images.unpersist();
    }
  }

  private static Dataset<Row> fresh(
      TableStore store, String policySha256, String encoderId, String encoderSha256) {
    Dataset<Row> images =
        store.read(Tables.IMAGES).filter(col("policy_sha256").equalTo(policySha256));
    Dataset<Row> done =
        store
            .readOrEmpty(Tables.EMBEDDINGS)
            .filter(
                col("policy_sha256")
                    .equalTo(policySha256)
                    .and(col("encoder_id").equalTo(encoderId))
                    .and(col("encoder_sha256").equalTo(encoderSha256)))
            .select("instance_key", "frame_index");
    Dataset<Row> rejected =
        store
            .readOrEmpty(Tables.REJECTS)
            .filter(col("stage").equalTo(STAGE).and(col("detail").equalTo(encoderId)))
            .select("source_sha256");
    return images
        .join(
            done,
            images
                .col("instance_key")
                .equalTo(done.col("instance_key"))
                .and(images.col("frame_index").equalTo(done.col("frame_index"))),
            "left_anti")
        .join(
            rejected,
            images.col("pixel_sha256").equalTo(rejected.col("source_sha256")),
            "left_anti");
  }

  private static Iterator<Encoded> encode(Iterator<Row> rows, EncoderDevice device) {
    List<Encoded> out = new ArrayList<>();
    try (Encoder encoder = device.encoder()) {
      rows.forEachRemaining(row -> out.add(encode(row, encoder)));
    }
    return out.iterator();
  }

  private static Encoded encode(Row row, Encoder encoder) {
    EncoderInput input =
        new EncoderInput(
            row.getAs("height"), row.getAs("width"), row.getAs("channels"), row.getAs("pixels"));
    if (!encoder.accepts(input.height(), input.width(), input.channels())) {
      // Pixels have no source of their own: the image's hash stands for it.
      return new Encoded(
          null,
          RejectRow.of(
              "", row.getAs("pixel_sha256"), STAGE, RejectReason.ENCODER_SHAPE, encoder.id()));
    }
    float[] vector = encoder.encode(input);
    return new Encoded(
        RowFactory.create(
            row.getAs("instance_key"),
            row.getAs("frame_index"),
            row.getAs("subject_key"),
            row.getAs("visit_index"),
            row.getAs("laterality"),
            row.getAs("sex"),
            row.getAs("age_band"),
            row.getAs("label"),
            encoder.id(),
            encoder.sha256(),
            vector.length,
            vector,
            row.getAs("policy_sha256")),
        null);
  }
}
