package org.medveil.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** Reads a configuration that may come from anywhere. */
final class ModelJson {
  private static final List<String> PACKAGES =
      List.of("org.deeplearning4j.nn.", "org.nd4j.linalg.");

  private ModelJson() {}

  static MultiLayerConfiguration read(String json) {
    // DL4J instantiates whatever class the text names: look at the names before it does.
    refuseForeignClasses(tree(json));
    try {
      MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
      if (configuration.getConfs().isEmpty()
          || configuration.getConfs().stream().anyMatch(conf -> conf.getLayer() == null)) {
        throw notAModel(null);
      }
      // Counters of a training that went before are no part of the model.
      configuration.setIterationCount(0);
      configuration.setEpochCount(0);
      configuration
          .getConfs()
          .forEach(
              conf -> {
                conf.setIterationCount(0);
                conf.setEpochCount(0);
              });
      return configuration;
    } catch (Refusal refusal) {
      throw refusal;
    } catch (RuntimeException e) {
      throw notAModel(e);
    }
  }

  private static JsonNode tree(String json) {
    try {
      JsonNode tree = new ObjectMapper().readTree(json);
      if (!tree.isObject() || !tree.has("confs")) {
        throw notAModel(null);
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw notAModel(e);
    }
  }

  private static void refuseForeignClasses(JsonNode node) {
    JsonNode name = node.get("@class");
    if (name != null && PACKAGES.stream().noneMatch(name.asText()::startsWith)) {
      throw Refusal.usage(
          "the model names the class '" + name.asText() + "', which is not part of DL4J",
          "use DL4J's own layers, activations and losses");
    }
    node.forEach(ModelJson::refuseForeignClasses);
  }

  private static Refusal notAModel(Exception cause) {
    return new Refusal(
        ExitCode.USAGE,
        "the model is not a DL4J multi-layer configuration in JSON",
        "write it with MultiLayerConfiguration.toJson() of DL4J 1.0.0-M2.1",
        cause);
  }
}
