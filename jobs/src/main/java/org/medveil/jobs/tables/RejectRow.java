package org.medveil.jobs.tables;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medveil.contracts.RejectReason;

/** One row of {@code rejects}. */
public final class RejectRow {
  private RejectRow() {}

  /**
   * @param encryptedUri the source, encrypted under the site's key
   * @param sha256 of the source's bytes; null when it could not be read
   * @param stage the verb
   * @param detail what the reader said; never a value from the file
   */
  public static Row of(
      String encryptedUri, String sha256, String stage, RejectReason reason, String detail) {
    return RowFactory.create(
        encryptedUri,
        sha256,
        stage,
        reason.name(),
        detail,
        new Timestamp(System.currentTimeMillis()));
  }
}
