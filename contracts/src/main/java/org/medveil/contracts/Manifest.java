package org.medveil.contracts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a run did: written beside its output. Values are strings, numbers, booleans, lists or maps
 * of them, and never come from a patient's record.
 *
 * @param verb the job
 * @param codeVersion of Medveil
 * @param settings the resolved settings, secrets left out
 * @param inputs snapshot ids and hashes of what was read
 * @param metrics counts and timings
 * @param outputs what was written
 * @param lineage the data sets read and written with their versions, as an OpenLineage run event
 */
public record Manifest(
    String verb,
    String codeVersion,
    Map<String, Object> settings,
    Map<String, Object> inputs,
    Map<String, Object> metrics,
    Map<String, Object> outputs,
    Map<String, Object> lineage) {
  public Manifest {
    Objects.requireNonNull(verb);
    Objects.requireNonNull(codeVersion);
    settings = ordered(settings);
    inputs = ordered(inputs);
    metrics = ordered(metrics);
    outputs = ordered(outputs);
    lineage = ordered(lineage);
  }

  private static Map<String, Object> ordered(Map<String, Object> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
