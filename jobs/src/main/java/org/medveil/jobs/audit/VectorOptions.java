package org.medveil.jobs.audit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.agreement.DataUseAgreement;
import org.medveil.jobs.tables.ManifestPath;
import org.medveil.jobs.tables.TableStore;
import picocli.CommandLine.Option;

/** Which vectors an audit reads: a warehouse's {@code embeddings}, or a file. */
public final class VectorOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      description = "The house's warehouse; its table embeddings is audited.")
  private String warehouse;

  @Option(
      names = "--agreement",
      paramLabel = "FILE",
      description = "Data-use agreement of the embeddings (HOCON); required with --warehouse.")
  private Path agreement;

  @Option(
      names = "--encoder",
      paramLabel = "ID",
      description = "Encoder id of the embeddings, if the table holds more than one.")
  private String encoder;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "Instead: a .csv or .parquet file of vectors (docs/audit-vectors.md).")
  private String vectors;

  /** The warehouse, if one was given. */
  public Optional<String> warehouse() {
    return Optional.ofNullable(warehouse);
  }

  /** The tables of the warehouse, if one was given. */
  public Optional<TableStore> store(SparkSession spark) {
    return warehouse().map(uri -> TableStore.open(spark, uri));
  }

  /** The encoder id, if one was named. */
  public Optional<String> encoder() {
    return Optional.ofNullable(encoder);
  }

  /** The file, if one was given. */
  public Optional<String> vectors() {
    return Optional.ofNullable(vectors);
  }

  /** The agreement of the embeddings, if it permits a run today; else exit 77. */
  public DataUseAgreement permitted() {
    if (agreement == null) {
      throw Refusal.usage("--warehouse needs --agreement", "name the embeddings' agreement");
    }
    DataUseAgreement granted = DataUseAgreement.read(agreement);
    granted.permit(null, LocalDate.now());
    return granted;
  }

  /** Beside the tables, or beside the document when a file is audited. */
  public Optional<Path> manifest(String verb, Path out) {
    return warehouse == null
        ? Optional.of(out.resolve(verb + ".manifest.json"))
        : ManifestPath.of(warehouse, verb);
  }

  /** Exit 2 unless exactly one of the two sources was given. */
  void checkOne() {
    if ((warehouse == null) == (vectors == null)) {
      throw Refusal.usage(
          "an audit reads either --warehouse or --vectors", "give exactly one of the two");
    }
    if (vectors != null && (encoder != null || agreement != null)) {
      throw Refusal.usage(
          "--encoder and --agreement choose rows of a warehouse", "leave them out with --vectors");
    }
  }
}
