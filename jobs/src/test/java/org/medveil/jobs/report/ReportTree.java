package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Walks a report document, for tests that touch every part of it. */
final class ReportTree {
  /** Keys whose texts are not free. */
  private static final Set<String> FORMAL =
      Set.of(
          "schema",
          "generated_at",
          "unit",
          "verdict",
          "basis",
          "sha256",
          "ledger_entry_hash",
          "pictures");

  /** Lists and fields whose members must stay unique: they get a number after the text. */
  private static final Set<String> UNIQUE = Set.of("allow_list", "reason", "stage", "name");

  private ReportTree() {}

  /** Calls {@code visit} with every object of the tree and its path. */
  static void objects(JsonNode node, String path, BiConsumer<ObjectNode, String> visit) {
    if (node instanceof ObjectNode object) {
      visit.accept(object, path);
      object.fields().forEachRemaining(f -> objects(f.getValue(), path + "." + f.getKey(), visit));
    } else if (node instanceof ArrayNode array) {
      // The members of one list are alike: the last stands for all.
      if (!array.isEmpty()) {
        int last = array.size() - 1;
        objects(array.get(last), path + "[" + last + "]", visit);
      }
    }
  }

  /** Puts {@code text} in front of every free text, keeping what must be unique apart. */
  static void replaceTexts(ObjectNode document, String text) {
    ArrayNode sites = (ArrayNode) document.get("sites");
    List<String> before = new ArrayList<>();
    sites.forEach(s -> before.add(s.textValue()));
    replace(document, text, before);
  }

  private static void replace(ObjectNode object, String text, List<String> sites) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      JsonNode value = object.get(key);
      if (FORMAL.contains(key)) {
        continue;
      }
      if (value.isTextual()) {
        boolean keep = sites.contains(value.textValue()) || UNIQUE.contains(key);
        object.put(key, text + (keep ? value.textValue() : ""));
      } else if (value instanceof ObjectNode child) {
        replace(child, text, sites);
      } else if (value instanceof ArrayNode array) {
        replaceMembers(array, text, sites);
      }
    }
  }

  private static void replaceMembers(ArrayNode array, String text, List<String> sites) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).isTextual()) {
        array.set(i, text + array.get(i).textValue());
      } else if (array.get(i) instanceof ObjectNode child) {
        replace(child, text, sites);
      }
    }
  }
}
