package org.medveil.jobs.dicomsource;

import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The files of one folder; reading takes only the columns a query uses. */
final class DicomTable implements SupportsRead {
  private final StructType schema;
  private final DicomOptions options;

  DicomTable(StructType schema, DicomOptions options) {
    this.schema = schema;
    this.options = options;
  }

  @Override
  public String name() {
    return "dicom";
  }

  @Deprecated
  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
    return new Builder(schema, options);
  }

  private static final class Builder implements SupportsPushDownRequiredColumns {
    private final DicomOptions options;
    private StructType wanted;

    Builder(StructType schema, DicomOptions options) {
      this.wanted = schema;
      this.options = options;
    }

    @Override
    public void pruneColumns(StructType required) {
      wanted = required;
    }

    @Override
    public Scan build() {
      return new DicomScan(wanted, options);
    }
  }
}
