package org.medveil.audits.reidentification;

import org.medveil.audits.AuditRow;
import org.medveil.audits.statistics.PatientWeights;

/**
 * Parts without a common patient, by a hash.
 *
 * @param count at least 2
 * @param seed of the parts
 */
record Folds(int count, long seed) {
  /** 0 … count − 1. */
  int of(AuditRow row) {
    return Math.floorMod(PatientWeights.key("fold/" + seed + "/" + row.subject()), count);
  }
}
