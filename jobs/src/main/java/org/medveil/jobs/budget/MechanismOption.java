package org.medveil.jobs.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Mechanism;
import org.medveil.jobs.cli.Json;

/**
 * What stands behind {@code --mechanism}: JSON, or {@code @FILE} with JSON; one object or a list.
 */
final class MechanismOption {
  private MechanismOption() {}

  static List<Mechanism> parse(String value) {
    JsonNode json;
    try {
      json =
          Json.tree(value.startsWith("@") ? Files.readString(Path.of(value.substring(1))) : value);
    } catch (IOException | UncheckedIOException e) {
      throw Refusal.usage(
          "--mechanism is no JSON, or its file cannot be read",
          "e.g. '{\"type\":\"approximate_dp\",\"epsilon\":0.5,\"delta\":1e-6,\"releases\":1}'");
    }
    List<Mechanism> mechanisms = new ArrayList<>();
    for (JsonNode one : json.isArray() ? json : List.of(json)) {
      mechanisms.add(Mechanism.fromMap(map(one)));
    }
    return mechanisms;
  }

  private static Map<String, Object> map(JsonNode object) {
    Map<String, Object> map = new LinkedHashMap<>();
    ObjectMapper plain = new ObjectMapper();
    object
        .fields()
        .forEachRemaining(
            field -> map.put(field.getKey(), plain.convertValue(field.getValue(), Object.class)));
    return map;
  }
}
