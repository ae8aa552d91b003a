package org.medveil.jobs.ingest;

import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * What became of one file: exactly one of the two rows is set.
 *
 * @param instanceKey pseudonym of the SOP instance; null for a reject
 * @param sha256 of the bytes; null when unreadable
 * @param encryptedUri the source
 * @param place pseudonym of the source, the same in every run; null for a reject
 * @param instance row of {@code instances}
 * @param reject row of {@code rejects}
 */
record Ingested(
    String instanceKey, String sha256, String encryptedUri, String place, Row instance, Row reject)
    implements Serializable {
  Ingested {
    if ((instance == null) == (reject == null)) {
      throw new IllegalArgumentException("a file is either an instance or a reject");
    }
  }

  boolean isIn(Set<String> hashes) {
    return sha256 != null && hashes.contains(sha256);
  }
}
