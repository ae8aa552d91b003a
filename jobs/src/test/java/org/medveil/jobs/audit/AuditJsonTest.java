package org.medveil.jobs.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.Json;

/** The document is what it was after a round trip, and nothing else is read. */
class AuditJsonTest {
  private static final AuditDocument SAMPLE = AuditSample.of("audit-fairness");

  @Test
  void aDocumentComesBackAsItWasByteForByte() {
    byte[] written = AuditJson.write(SAMPLE);
    AuditDocument read = AuditJson.read(written);
    assertEquals(SAMPLE, read);
    assertArrayEquals(written, AuditJson.write(read));
  }

  @Test
  void anUnknownKeyIsRefusedEverywhere() {
    ObjectNode tree = tree();
    int[] visited = {0};
    objects(
        tree,
        "audit",
        (object, path) -> {
          object.put("extra", 1);
          assertTrue(refused(tree).contains("unknown key \"extra\""), path);
          object.remove("extra");
          visited[0]++;
        });
    assertTrue(visited[0] >= 11, "objects visited: " + visited[0]);
  }

  @Test
  void aMissingKeyIsRefusedEverywhere() {
    ObjectNode tree = tree();
    objects(
        tree,
        "audit",
        (object, path) -> {
          for (String key : keys(object)) {
            JsonNode value = object.remove(key);
            String message = refused(tree);
            assertTrue(message.contains(path + "." + key + " is missing"), message);
            object.set(key, value);
          }
        });
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    ObjectNode tree = tree();
    objects(
        tree,
        "audit",
        (object, path) -> {
          for (String key : keys(object)) {
            JsonNode value = object.get(key);
            object.set(key, value.isBoolean() ? object.numberNode(1) : BooleanNode.TRUE);
            refused(tree);
            object.set(key, value);
          }
        });
  }

  @Test
  void aPartThatContradictsItselfIsRefused() {
    contradicting("/figures/0", "ci_low", 0.9);
    contradicting("/figures/0", "verdict", "pass");
    contradicting("/charts/0/series/0/points/0", "category", "x");
    contradicting("/charts/0/series/0/points/0", "x", -1);
    contradicting("/pictures/0", "png", "aGVsbG8=");
    contradicting("", "audit", "Not A Verb");
  }

  @Test
  void whatIsNotOneObjectIsRefused() {
    for (String json : List.of("", "[]", "{} {}", "{\"a\":1,\"a\":2}", "nonsense")) {
      Refusal refusal =
          assertThrows(
              Refusal.class, () -> AuditJson.read(json.getBytes(StandardCharsets.UTF_8)), json);
      assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
      assertFalse(refusal.getMessage().contains("nonsense"));
    }
  }

  private static void contradicting(String pointer, String key, Object value) {
    ObjectNode tree = tree();
    ObjectNode at = pointer.isEmpty() ? tree : (ObjectNode) tree.at(pointer);
    at.set(key, Json.tree(value));
    refused(tree);
  }

  private static ObjectNode tree() {
    return (ObjectNode) Json.tree(new String(AuditJson.write(SAMPLE), StandardCharsets.UTF_8));
  }

  private static String refused(JsonNode tree) {
    byte[] json = tree.toString().getBytes(StandardCharsets.UTF_8);
    Refusal refusal = assertThrows(Refusal.class, () -> AuditJson.read(json));
    assertEquals(ExitCode.BAD_DATA, refusal.exitCode());
    return refusal.getMessage();
  }

  /** The members of one list are alike: the first stands for all. */
  private static void objects(JsonNode node, String path, BiConsumer<ObjectNode, String> visit) {
    if (node instanceof ObjectNode object) {
      visit.accept(object, path);
      keys(object).forEach(key -> objects(object.get(key), path + "." + key, visit));
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      objects(array.get(0), path + "[0]", visit);
    }
  }

  private static List<String> keys(ObjectNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
