package org.medveil.jobs.account;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Mechanism;

/** A JSON list of mechanisms in the ledger's words. */
final class EventsFile {
  private EventsFile() {}

  /** Exit 65 unless it is a JSON list of known mechanisms, none of them with a key too many. */
  static List<Mechanism> read(Path file) {
    List<Map<String, Object>> entries = entries(file);
    if (entries.isEmpty()) {
      throw Refusal.badData("the list of events is empty", "an event is a mechanism that ran");
    }
    List<Mechanism> mechanisms = new ArrayList<>();
    for (Map<String, Object> entry : entries) {
      try {
        mechanisms.add(Mechanism.fromMap(entry));
      } catch (Refusal refusal) {
        throw Refusal.badData(
            "event " + (mechanisms.size() + 1) + ": " + refusal.getMessage(),
            "docs/verbs/account.md lists the types and their keys");
      }
    }
    return mechanisms;
  }

  private static List<Map<String, Object>> entries(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.usage("there is no events file " + file, "check the path");
    }
    ObjectMapper mapper =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    try {
      return mapper.readValue(
          Files.readAllBytes(file), new TypeReference<List<Map<String, Object>>>() {});
    } catch (JsonProcessingException e) {
      throw Refusal.badData(
          "the events file is not a JSON list of objects with unique keys", "see --help");
    } catch (IOException e) {
      throw Refusal.usage("the events file cannot be read: " + file, "check its rights");
    }
  }
}
