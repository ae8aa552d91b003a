package org.medveil.jobs.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.cli.StrictObject;

/**
 * What {@code benchmarks/scale/run} measured, on which machine and when.
 *
 * @param measuredOn the machine, in words
 * @param measuredAt the day, ISO
 * @param image what one image was
 * @param stages costs by verb, in the order in which a site runs them
 * @param training costs of training
 */
record Constants(
    String measuredOn,
    String measuredAt,
    String image,
    Map<String, StageCost> stages,
    TrainingCost training) {
  static final List<String> STAGES = List.of("ingest", "minimize", "encode");
  private static final StrictObject.Kind KIND =
      new StrictObject.Kind("constants", "docs/verbs/plan.md");

  /** Those of the machine this version was measured on. */
  static Constants shipped() {
    try (InputStream in = Constants.class.getResourceAsStream("constants.json")) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Those of the site's own machines. */
  static Constants of(Path file) {
    try {
      return read(Files.readString(file));
    } catch (IOException e) {
      throw Refusal.usage("the constants cannot be read: " + file, "check the path");
    }
  }

  private static Constants read(String text) {
    JsonNode document;
    try {
      document = Json.tree(text);
    } catch (java.io.UncheckedIOException e) {
      throw Refusal.badData("the constants are not JSON", "benchmarks/scale/run writes them");
    }
    return StrictObject.readRoot(document, KIND, Constants::read);
  }

  private static Constants read(StrictObject object) {
    Map<String, StageCost> stages = new LinkedHashMap<>();
    TrainingCost training =
        object.object(
            "verbs",
            verbs -> {
              for (String stage : STAGES) {
                stages.put(stage, verbs.object(stage, StageCost::read));
              }
              return verbs.object("train", TrainingCost::read);
            });
    return new Constants(
        object.text("measured_on"),
        object.text("measured_at"),
        object.text("image"),
        stages,
        training);
  }
}
