package org.medveil.jobs.auditfairness;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.audits.fairness.ScoredRows;

/**
 * What is audited.
 *
 * @param byRound name of the round to its scores, in order; the last is the model under audit
 * @param left reason to number of rows that could not be used
 * @param subjectSha256 hash of what was audited
 * @param hashes name to SHA-256 of each input
 */
record Scored(
    LinkedHashMap<String, ScoredRows> byRound,
    Map<String, Long> left,
    String subjectSha256,
    Map<String, String> hashes) {
  Scored {
    byRound = new LinkedHashMap<>(byRound);
    left = Collections.unmodifiableMap(left);
    hashes = Collections.unmodifiableMap(hashes);
  }

  /** Scores of the last round. */
  ScoredRows last() {
    ScoredRows last = null;
    for (ScoredRows rows : byRound.values()) {
      last = rows;
    }
    return last;
  }
}
