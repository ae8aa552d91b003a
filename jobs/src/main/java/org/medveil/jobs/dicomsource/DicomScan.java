package org.medveil.jobs.dicomsource;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.medveil.jobs.tables.HadoopConf;
import org.medveil.jobs.tables.SourceFile;
import org.medveil.jobs.tables.SourceListing;

/** One listing at the driver, tasks of about equal size. */
final class DicomScan implements Scan, Batch {
  private final StructType schema;
  private final DicomOptions options;

  DicomScan(StructType schema, DicomOptions options) {
    this.schema = schema;
    this.options = options;
  }

  /** What one task reads. */
  record Files(List<SourceFile> files) implements InputPartition {}

  @Override
  public StructType readSchema() {
    return schema;
  }

  /** Without the path, which may name somebody. */
  @Override
  public String description() {
    return "dicom " + String.join(",", schema.fieldNames());
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    SparkSession spark = SparkSession.active();
    List<SourceFile> files =
        SourceListing.list(options.path(), spark.sparkContext().hadoopConfiguration());
    List<InputPartition> tasks = new ArrayList<>();
    for (List<SourceFile> task :
        SourceListing.pack(files, spark.sparkContext().defaultParallelism())) {
      tasks.add(new Files(List.copyOf(task)));
    }
    return tasks.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    Broadcast<HadoopConf> hadoop = spark.broadcast(new HadoopConf(spark.hadoopConfiguration()));
    RowMaker rows = RowMaker.of(schema.fieldNames());
    DicomOptions.Mode mode = options.mode();
    DicomOptions.Pixels pixels = options.pixels();
    return task ->
        new DicomRows(
            ((Files) task).files(), new FileRows(rows, pixels, mode), hadoop.value().get());
  }
}
