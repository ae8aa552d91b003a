package org.medveil.audits.reidentification;

import org.medveil.audits.AuditRow;
import org.medveil.audits.statistics.PatientWeights;

/**
 * Two parts without a common patient, by a hash: the same patient goes the same way in every table,
 * visit and release.
 *
 * @param seed of the split
 * @param share of patients in the first part, in (0, 1)
 */
public record PatientSplit(long seed, double share) {
  /** Refuses a share that leaves a part empty. */
  public PatientSplit {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1");
    }
  }

  /** Whether the row's patient is in the first part, e.g. the attacker's own patients. */
  public boolean first(AuditRow row) {
    return first(PatientWeights.key(row.subject()));
  }

  /** As above, for a patient's number. */
  boolean first(long patient) {
    long word = (patient ^ seed * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    word = (word ^ (word >>> 31)) * 0x94D049BB133111EBL;
    return ((word ^ (word >>> 29)) >>> 11) * 0x1p-53 < share;
  }
}
