package org.medveil.jobs.exchange;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Hashes;
import org.medveil.dp.VerifyingKey;
import org.medveil.jobs.tables.Folders;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.Shape;

/**
 * Where a round starts: the model's public initial parameters in round 1, the signed global model
 * of the round before in all others.
 *
 * @param spec the model
 * @param parameters flat, in DL4J's layout
 */
public record StartingPoint(ModelSpec spec, float[] parameters) {
  public StartingPoint {
    parameters = parameters.clone();
  }

  /** Hash the bundles of this round name as their base. */
  public String sha256() {
    return Hashes.parametersSha256(parameters);
  }

  /**
   * @param model {@code logistic}, {@code mlp}, {@code cnn} or a DL4J JSON file
   * @param input a vector, or an image for models over images
   * @param seed of the initial parameters; public, the same at every site
   */
  public static ModelSpec model(String model, Shape input, long seed) {
    if (model.endsWith(".json")) {
      Path file = Path.of(model);
      try {
        return ModelSpec.fromJson(Files.readString(file));
      } catch (java.io.IOException e) {
        throw Refusal.usage("model file cannot be read: " + file, "check the path");
      }
    }
    return ModelSpec.named(model, input, seed);
  }

  /** The start of a round; round 2 and later need the exchange and the consortium's public key. */
  public static StartingPoint of(
      int round, ModelSpec initial, Optional<Folders> exchange, Optional<Path> consortiumKey) {
    if (round == 1) {
      return new StartingPoint(initial, initial.initialParameters());
    }
    Folders folders =
        exchange.orElseThrow(
            () ->
                Refusal.usage(
                    "round " + round + " needs --exchange", "the previous global model is there"));
    Path key =
        consortiumKey.orElseThrow(
            () ->
                Refusal.usage(
                    "round " + round + " needs --consortium-key", "to verify the global model"));
    GlobalModel previous = GlobalModel.read(folders, round - 1, VerifyingKey.read(key));
    if (!previous.spec().sha256().equals(initial.sha256())) {
      throw Refusal.policy(
          "round " + (round - 1) + " published another model than --model",
          "give the same --model");
    }
    return new StartingPoint(previous.spec(), previous.parameters());
  }
}
