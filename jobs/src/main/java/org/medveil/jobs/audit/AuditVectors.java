package org.medveil.jobs.audit;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medveil.audits.AuditRows;

/**
 * What an audit measures on.
 *
 * @param rows columns of {@link AuditColumns}, every vector finite and of length {@code dim}
 * @param dim length of the vectors
 * @param read rows found in the source
 * @param rejected reason to number of rows left out; {@code read} = used + rejected
 * @param subjectSha256 hash of the source: of the file, or of snapshot, encoder and agreement
 * @param encoderSha256 of the encoder that made the vectors; null for a file
 * @param source the source in words, without a path or a value
 */
public record AuditVectors(
    Dataset<Row> rows,
    int dim,
    long read,
    SortedMap<String, Long> rejected,
    String subjectSha256,
    String encoderSha256,
    String source) {
  public AuditVectors {
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
  }

  /**
   * All rows at the driver, sorted by patient and image; {@code perceptual_hash} is not in them.
   *
   * @throws org.medveil.contracts.Refusal exit 2 above 2 GiB of vectors, exit 65 when an image
   *     occurs twice
   */
  public AuditRows inMemory() {
    return AuditRowsInMemory.of(this);
  }

  /** Rows that are measured on. */
  public long used() {
    return read - rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
