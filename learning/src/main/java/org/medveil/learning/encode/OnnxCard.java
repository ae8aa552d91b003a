package org.medveil.learning.encode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.medveil.contracts.Refusal;

/**
 * How images enter an ONNX model and where its vector comes out. A card is a JSON object with
 * exactly these keys:
 *
 * <pre>{@code
 * {
 *   "name": "retina-net",           a-z 0-9 . _ -, at most 64; becomes part of the encoder's id
 *   "model": "retina-net.onnx",     relative to the card
 *   "sha256": "9f86d0...",          of the model file
 *   "input": "image",               name of the model's input, float, one image per batch
 *   "layout": "NCHW",               or NHWC
 *   "height": 224, "width": 224, "channels": 3,
 *   "scale": 0.00392156862745098,   input = (byte * scale - mean[c]) / std[c]
 *   "mean": [0.485, 0.456, 0.406],
 *   "std": [0.229, 0.224, 0.225],
 *   "output": "features"            name of the model's output, float; flattened
 * }
 * }</pre>
 *
 * @param model where the model lies, the card's folder already applied
 * @param sha256 64 lower-case hex digits
 * @param shape the images' shape
 */
record OnnxCard(
    String name,
    Path model,
    String sha256,
    String input,
    boolean channelsFirst,
    EncoderSettings shape,
    double scale,
    double[] mean,
    double[] std,
    String output) {
  private static final List<String> KEYS =
      List.of(
          "name",
          "model",
          "sha256",
          "input",
          "layout",
          "height",
          "width",
          "channels",
          "scale",
          "mean",
          "std",
          "output");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a card.
   *
   * @throws Refusal exit 2 if it is missing, is no JSON object, or a key is unknown, missing or out
   *     of range
   */
  static OnnxCard read(Path file) {
    CardFields fields = new CardFields(file, tree(file), KEYS);
    int channels = fields.integer("channels");
    EncoderSettings shape =
        new EncoderSettings(fields.integer("height"), fields.integer("width"), channels, null);
    double[] std = fields.numbers("std", channels);
    for (double deviation : std) {
      fields.require("std", deviation > 0, "numbers above 0");
    }
    double scale = fields.number("scale");
    fields.require("scale", scale > 0, "a number above 0");
    return new OnnxCard(
        fields.text("name", "[a-z0-9][a-z0-9._-]{0,63}"),
        file.toAbsolutePath().resolveSibling(fields.text("model", ".+")),
        fields.text("sha256", "[0-9a-f]{64}"),
        fields.text("input", ".+"),
        fields.text("layout", "NCHW|NHWC").equals("NCHW"),
        shape,
        scale,
        fields.numbers("mean", channels),
        std,
        fields.text("output", ".+"));
  }

  private static JsonNode tree(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.usage(
          "there is no encoder card " + file, "give the JSON card that describes the ONNX model");
    }
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw Refusal.usage(
          "the encoder card %s is not JSON: line %d"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          "a card is one JSON object with the keys " + String.join(", ", KEYS));
    } catch (IOException e) {
      throw Refusal.usage("the encoder card " + file + " cannot be read", "check its permissions");
    }
  }
}
