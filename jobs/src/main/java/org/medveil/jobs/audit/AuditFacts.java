package org.medveil.jobs.audit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the numbers came from: enough to do it again.
 *
 * @param subjectSha256 hash of what was audited: a vectors file, a model, a table's snapshot
 * @param simulated generator, version and seed of a simulated cohort; null for anything else
 * @param settings name to value, sorted
 * @param hashes name to SHA-256 of an input, sorted
 */
public record AuditFacts(
    String subjectSha256,
    String simulated,
    SortedMap<String, String> settings,
    SortedMap<String, String> hashes) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public AuditFacts {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    settings.forEach(
        (name, value) -> {
          Texts.line(name);
          Texts.line(value);
        });
    hashes.keySet().forEach(Texts::line);
    if (simulated != null) {
      Texts.line(simulated);
    }
    if (!isHash(subjectSha256) || !hashes.values().stream().allMatch(AuditFacts::isHash)) {
      throw new IllegalArgumentException("not a SHA-256 in hex");
    }
  }

  /** From maps in any order. */
  public static AuditFacts of(
      String subjectSha256,
      String simulated,
      Map<String, String> settings,
      Map<String, String> hashes) {
    return new AuditFacts(subjectSha256, simulated, new TreeMap<>(settings), new TreeMap<>(hashes));
  }

  private static boolean isHash(String text) {
    return text != null && SHA256.matcher(text).matches();
  }
}
