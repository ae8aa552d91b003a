package org.medveil.jobs.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a verb reports: printed as the last line on stdout with {@code --json}.
 *
 * @param status {@code done}, or {@code unchanged} when the result was there already
 * @param metrics counts, rates, privacy figures; never a patient's value
 * @param outputs name to URI of what was written
 * @param inputs snapshot ids and hashes of what was read
 * @param lineage the data sets that were read and written, at their versions
 */
public record JobResult(
    String status,
    Map<String, Object> metrics,
    Map<String, Object> outputs,
    Map<String, Object> inputs,
    Lineage lineage) {
  public JobResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /** A run whose data sets are not followed. */
  public JobResult(
      String status,
      Map<String, Object> metrics,
      Map<String, Object> outputs,
      Map<String, Object> inputs) {
    this(status, metrics, outputs, inputs, Lineage.NONE);
  }

  /** The same result with the data sets it came from and went to. */
  public JobResult with(Lineage followed) {
    return new JobResult(status, metrics, outputs, inputs, followed);
  }

  /** A finished run that read nothing worth recording. */
  public static JobResult done(Map<String, Object> metrics, Map<String, Object> outputs) {
    return new JobResult("done", metrics, outputs, Map.of());
  }

  /** The result was there already; the same call was made before. */
  public static JobResult unchanged(Map<String, Object> metrics, Map<String, Object> outputs) {
    return new JobResult("unchanged", metrics, outputs, Map.of());
  }
}
