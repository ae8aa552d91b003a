package org.medveil.jobs.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which data a run read and wrote, at which versions. In a manifest it has the form of an <a
 * href="https://openlineage.io/docs/spec/object-model">OpenLineage</a> run event, so that a site
 * that keeps a lineage store can hand it over as it stands; Medveil sends nothing anywhere.
 *
 * @param inputs what was read
 * @param outputs what was written
 * @param engine facts of the Spark application, empty without one
 */
public record Lineage(
    List<DatasetVersion> inputs, List<DatasetVersion> outputs, Map<String, String> engine) {
  /** A run that touched no data set. */
  public static final Lineage NONE = new Lineage(List.of(), List.of(), Map.of());

  private static final String SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json";
  private static final String VERSION_FACET =
      "https://openlineage.io/spec/facets/1-0-1/DatasetVersionDatasetFacet.json";

  public Lineage {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    engine = Map.copyOf(engine);
  }

  /** Only folders: no Spark ran. */
  public static Lineage of(List<DatasetVersion> inputs, List<DatasetVersion> outputs) {
    return new Lineage(inputs, outputs, Map.of());
  }

  /** This one with more inputs, first. */
  public Lineage reading(DatasetVersion... more) {
    List<DatasetVersion> all = new java.util.ArrayList<>(List.of(more));
    all.addAll(inputs);
    return new Lineage(all, outputs, engine);
  }

  /** This one with one more output. */
  public Lineage writing(DatasetVersion more) {
    List<DatasetVersion> all = new java.util.ArrayList<>(outputs);
    all.add(more);
    return new Lineage(inputs, all, engine);
  }

  /** The run event of a run that ended well. */
  Map<String, Object> event(String verb, Instant started, Instant ended) {
    Map<String, Object> facets = new LinkedHashMap<>();
    Map<String, Object> facts = facet("urn:medveil:facet:run");
    facts.put("startedAt", started.toString());
    facts.putAll(new java.util.TreeMap<>(engine));
    facets.put("medveil_run", facts);
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventType", "COMPLETE");
    event.put("eventTime", ended.toString());
    event.put("producer", producer());
    event.put("schemaURL", SPEC + "#/$defs/RunEvent");
    event.put("run", Map.of("runId", UUID.randomUUID().toString(), "facets", facets));
    event.put("job", Map.of("namespace", "medveil", "name", verb));
    event.put("inputs", inputs.stream().map(Lineage::dataset).toList());
    event.put("outputs", outputs.stream().map(Lineage::dataset).toList());
    return event;
  }

  private static Map<String, Object> dataset(DatasetVersion one) {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("namespace", one.namespace());
    dataset.put("name", one.name());
    Optional<String> version = one.version();
    if (version.isPresent()) {
      Map<String, Object> facet = facet(VERSION_FACET);
      facet.put("datasetVersion", version.get());
      dataset.put("facets", Map.of("version", facet));
    }
    return dataset;
  }

  private static Map<String, Object> facet(String schema) {
    Map<String, Object> facet = new LinkedHashMap<>();
    facet.put("_producer", producer());
    facet.put("_schemaURL", schema);
    return facet;
  }

  private static String producer() {
    return "urn:medveil:" + CodeVersion.current();
  }
}
