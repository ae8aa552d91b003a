package org.medveil.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;
import org.medveil.learning.layers.GroupNormalization;
import org.medveil.learning.layers.LowRankDense;

/** Reads a configuration that may come from anywhere. */
final class ModelJson {
  private static final List<String> PACKAGES =
      List.of("org.deeplearning4j.nn.", "org.nd4j.linalg.");

  private static final Set<String> OURS =
      Set.of(GroupNormalization.class.getName(), LowRankDense.class.getName());

  private ModelJson() {}

  static Dl4jConfiguration read(String json) {
    JsonNode tree = tree(json);
    // DL4J instantiates whatever class the text names: look at the names before it does.
    refuseForeignClasses(tree);
    Dl4jConfiguration configuration = Dl4jConfiguration.of(json, isDag(tree));
    configuration.layers().forEach(ModelRules::requireLayer);
    if (configuration.layers().isEmpty()) {
      throw notAModel(null);
    }
    return configuration;
  }

  /** Runs what stumbles, in DL4J or here, over JSON that only looks like a model. */
  static ModelSpec sound(Supplier<ModelSpec> reading) {
    try {
      return reading.get();
    } catch (Refusal refusal) {
      throw refusal;
    } catch (RuntimeException e) {
      throw notAModel(e);
    }
  }

  private static boolean isDag(JsonNode tree) {
    return tree.has("vertices");
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = new ObjectMapper().readTree(json);
      if (!tree.isObject() || tree.has("confs") == isDag(tree)) {
        throw notAModel(null);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw notAModel(e);
    }
  }

  private static void refuseForeignClasses(JsonNode node) {
    JsonNode name = node.get("@class");
    if (name != null
        && !OURS.contains(name.asText())
        && PACKAGES.stream().noneMatch(name.asText()::startsWith)) {
      throw Refusal.usage(
          "the model names the class '" + name.asText() + "', which is not part of DL4J",
          "use DL4J's own layers, activations and losses, GroupNormalization or LowRankDense");
    }
    node.forEach(ModelJson::refuseForeignClasses);
  }

  private static Refusal notAModel(Exception cause) {
    return new Refusal(
        ExitCode.USAGE,
        "the model is not a DL4J configuration in JSON",
        "write it with toJson() of DL4J 1.0.0-M2.1's MultiLayerConfiguration or"
            + " ComputationGraphConfiguration",
        cause);
  }
}
