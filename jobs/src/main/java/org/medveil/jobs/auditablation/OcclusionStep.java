package org.medveil.jobs.auditablation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.audits.ablation.Occlusion;
import org.medveil.audits.ablation.PatchGrid;
import org.medveil.audits.ablation.Readout;
import org.medveil.contracts.Tables;
import org.medveil.jobs.tables.TableStore;
import org.medveil.learning.encode.Encoder;
import org.medveil.learning.encode.EncoderInput;

/** Covers images patch by patch on the executors. */
final class OcclusionStep {
  private OcclusionStep() {}

  /**
   * What is asked of one image.
   *
   * @param instance as in {@code AuditRow}: instance and frame
   * @param readouts the likeness to the mate first, then the heads
   */
  record Asked(String instance, List<Readout> readouts) implements Serializable {}

  /**
   * Maps of one image; null where its shape does not suit the encoder.
   *
   * @param instance whose
   * @param maps [readout][cell]
   */
  record Mapped(String instance, double[][] maps) implements Serializable {
    @Override
    public boolean equals(Object other) {
      return other instanceof Mapped that && instance.equals(that.instance);
    }

    @Override
    public int hashCode() {
      return instance.hashCode();
    }

    @Override
    public String toString() {
      return "Mapped";
    }
  }

  /** In the order of the images' keys. */
  static List<Mapped> run(
      TableStore store, String policySha256, List<Asked> asked, Covering covering) {
    Map<String, List<Readout>> readouts = new HashMap<>();
    asked.forEach(one -> readouts.put(one.instance(), new ArrayList<>(one.readouts())));
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(store.spark().sparkContext());
    Broadcast<Map<String, List<Readout>>> known = spark.broadcast(readouts);
    Dataset<Row> images =
        store
            .read(Tables.IMAGES)
            .filter(col("policy_sha256").equalTo(policySha256))
            .select(
                concat(col("instance_key"), lit("/"), col("frame_index")),
                col("height"),
                col("width"),
                col("channels"),
                col("pixels"));
    List<Mapped> mapped =
        new ArrayList<>(
            images
                .javaRDD()
                .filter(row -> known.value().containsKey(row.getString(0)))
                .repartition(spark.defaultParallelism() * 2)
                .mapPartitions(rows -> covered(rows, known, covering))
                .collect());
    mapped.sort(Comparator.comparing(Mapped::instance));
    return mapped;
  }

  /** How images are covered. */
  record Covering(CoveringEncoder encoder, int patch) implements Serializable {}

  private static Iterator<Mapped> covered(
      Iterator<Row> rows, Broadcast<Map<String, List<Readout>>> known, Covering covering) {
    Encoder encoder = covering.encoder().build();
    List<Mapped> mapped = new ArrayList<>();
    rows.forEachRemaining(
        row -> {
          EncoderInput image =
              new EncoderInput(row.getInt(1), row.getInt(2), row.getInt(3), row.getAs(4));
          double[][] maps = null;
          if (encoder.accepts(image.height(), image.width(), image.channels())) {
            PatchGrid grid = new PatchGrid(image.height(), image.width(), covering.patch());
            maps = Occlusion.maps(encoder, image, known.value().get(row.getString(0)), grid);
          }
          mapped.add(new Mapped(row.getString(0), maps));
        });
    return mapped.iterator();
  }
}
