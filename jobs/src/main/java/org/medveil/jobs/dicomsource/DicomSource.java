package org.medveil.jobs.dicomsource;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code dicom}, found by Spark through {@code META-INF/services}.
 *
 * <pre>{@code
 * spark.read().format("dicom").option("columns", "Modality,SliceThickness").load("hdfs:///in")
 * }</pre>
 */
public final class DicomSource implements TableProvider, DataSourceRegister {
  /** For Spark. */
  public DicomSource() {}

  @Override
  public String shortName() {
    return "dicom";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return DicomSchema.of(DicomOptions.of(options.asCaseSensitiveMap()));
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    DicomOptions options = DicomOptions.of(properties);
    DicomSchema.check(schema, options);
    return new DicomTable(schema, options);
  }
}
