package org.medveil.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form of a run event, as OpenLineage's object model has it. */
class LineageTest {
  @Test
  void dataSetsAreNamedByStoreAndPath() {
    Optional<String> version = Optional.of("7");
    assertEquals(
        new DatasetVersion("hdfs://nn:8020", "/site/medveil/images", version),
        DatasetVersion.at("hdfs://nn:8020/site/medveil/images", version));
    assertEquals(
        new DatasetVersion("s3a://bucket", "/exchange/round-0001/site-1", version),
        DatasetVersion.at("s3a://bucket/exchange/round-0001/site-1", version));
    assertEquals(
        new DatasetVersion("file", "/data/eye clinic", Optional.empty()),
        DatasetVersion.at("file:/data/eye clinic", Optional.empty()));
    assertEquals(
        new DatasetVersion("file", "/data/eye clinic", Optional.empty()),
        DatasetVersion.at("/data/eye clinic", Optional.empty()));
    assertEquals(
        new DatasetVersion("file", "/w/medveil/images", version),
        DatasetVersion.at("file:///w/medveil/images", version));
  }

  @Test
  void anEventNamesTheRunTheJobAndEveryDataSetWithItsVersion() {
    Instant start = Instant.parse("2026-11-26T01:00:00Z");
    Lineage lineage =
        new Lineage(
                List.of(DatasetVersion.at("file:/w/medveil/images", Optional.of("41"))),
                List.of(DatasetVersion.at("file:/w/medveil/embeddings", Optional.of("42"))),
                Map.of("sparkApplication", "local-1"))
            .reading(DatasetVersion.at("/incoming", Optional.empty()));
    JsonNode event = Json.tree(lineage.event("encode", start, start.plusSeconds(90)));
    assertEquals("COMPLETE", event.get("eventType").textValue());
    assertEquals("2026-11-26T01:01:30Z", event.get("eventTime").textValue());
    assertEquals("encode", event.at("/job/name").textValue());
    assertEquals("local-1", event.at("/run/facets/medveil_run/sparkApplication").textValue());
    assertEquals("2026-11-26T01:00:00Z", event.at("/run/facets/medveil_run/startedAt").textValue());
    assertEquals("/incoming", event.at("/inputs/0/name").textValue());
    assertFalse(event.at("/inputs/0").has("facets"), "a folder has no version");
    assertEquals("41", event.at("/inputs/1/facets/version/datasetVersion").textValue());
    assertEquals("/w/medveil/embeddings", event.at("/outputs/0/name").textValue());
    for (String required : List.of("_producer", "_schemaURL")) {
      assertFalse(event.at("/outputs/0/facets/version/" + required).asText().isEmpty(), required);
      assertFalse(event.at("/run/facets/medveil_run/" + required).asText().isEmpty(), required);
    }
  }
}
