package org.medveil.jobs.deidentify;

import java.io.Serializable;
import java.time.Instant;
import org.medveil.contracts.RejectReason;

/**
 * One line of an output folder's ledger: which source became what. RESTRICTED, like the sources.
 *
 * @param sha256 of the source's bytes; empty when it could not be read
 * @param source its address, encrypted under the site's key
 * @param path of the output below {@code dicom/}; empty for quarantine
 * @param reason why quarantined; empty when written
 * @param at ISO instant
 * @param detail a fixed phrase; empty when written
 */
record Entry(String sha256, String source, String path, String reason, String at, String detail)
    implements Serializable {
  private static final int CELLS = 6;

  static Entry written(String sha256, String source, String path) {
    return new Entry(sha256, source, path, "", Instant.now().toString(), "");
  }

  static Entry quarantined(String sha256, String source, RejectReason reason, String detail) {
    String hash = sha256 == null ? "" : sha256;
    return new Entry(hash, source, "", reason.name(), Instant.now().toString(), detail);
  }

  Entry refused(RejectReason why, String detail) {
    return quarantined(sha256, source, why, detail);
  }

  boolean isWritten() {
    return !path.isEmpty();
  }

  /** The detail stands last, so that it may hold commas. */
  String line() {
    return String.join(",", sha256, source, path, reason, at, detail) + "\n";
  }

  static Entry parse(String line) {
    String[] cells = line.split(",", CELLS);
    if (cells.length != CELLS) {
      throw new IllegalArgumentException("not a line of a ledger");
    }
    return new Entry(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
  }

  /** As in the table {@code rejects}. */
  String quarantineLine() {
    return String.join(
            ",",
            source,
            sha256,
            "deidentify",
            reason,
            "\"" + detail.replace("\"", "\"\"") + "\"",
            at)
        + "\n";
  }

  @Override
  public String toString() {
    return "Entry[" + (isWritten() ? "written" : reason) + "]";
  }
}
