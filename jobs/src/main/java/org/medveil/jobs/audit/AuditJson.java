package org.medveil.jobs.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.medveil.contracts.Refusal;

/** An audit document as JSON and back; the same document gives the same bytes. */
public final class AuditJson {
  private static final ObjectMapper WRITER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final ObjectMapper READER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private AuditJson() {}

  /** UTF-8, keys in the order of the schema. */
  public static byte[] write(AuditDocument document) {
    try {
      String json = WRITER.writeValueAsString(AuditWriter.tree(document));
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One chart as the document holds it, for the page that draws it. */
  public static Map<String, Object> chart(AuditChart chart) {
    return AuditWriter.chart(chart);
  }

  /**
   * The document.
   *
   * @throws Refusal exit 65 for anything that {@link #write} would not have written
   */
  public static AuditDocument read(byte[] json) {
    JsonNode tree;
    try {
      tree = READER.readTree(json);
    } catch (IOException e) {
      // Without its cause: a parser quotes what it read.
      throw Refusal.badData(
          "The audit document is not one JSON object with unique keys.", "Run the audit again.");
    }
    return AuditReader.document(tree);
  }
}
