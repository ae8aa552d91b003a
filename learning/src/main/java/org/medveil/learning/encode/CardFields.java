package org.medveil.learning.encode;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.medveil.contracts.Refusal;

/** Strict reading of a card: every known key once, no other; a wrong one is exit 2 by name. */
final class CardFields {
  private final Path file;
  private final JsonNode card;

  CardFields(Path file, JsonNode card, List<String> keys) {
    this.file = file;
    this.card = card;
    if (card == null || !card.isObject()) {
      throw Refusal.usage(
          "the encoder card " + file + " is not a JSON object",
          "its keys are " + String.join(", ", keys));
    }
    card.fieldNames().forEachRemaining(key -> refuseUnknown(key, keys));
    for (String key : keys) {
      if (!card.has(key)) {
        throw Refusal.usage(
            "the encoder card %s lacks the key '%s'".formatted(file, key),
            "its keys are " + String.join(", ", keys));
      }
    }
  }

  String text(String key, String pattern) {
    JsonNode value = card.get(key);
    require(key, value.isTextual() && value.textValue().matches(pattern), "text like " + pattern);
    return value.textValue();
  }

  int integer(String key) {
    JsonNode value = card.get(key);
    require(key, value.isIntegralNumber() && value.canConvertToInt(), "a whole number");
    return value.intValue();
  }

  double number(String key) {
    JsonNode value = card.get(key);
    require(key, value.isNumber() && Double.isFinite(value.doubleValue()), "a finite number");
    return value.doubleValue();
  }

  double[] numbers(String key, int count) {
    JsonNode value = card.get(key);
    String wanted = "an array of " + count + " numbers, one per channel";
    require(key, value.isArray() && value.size() == count, wanted);
    double[] out = new double[count];
    for (int i = 0; i < count; i++) {
      require(key, value.get(i).isNumber() && Double.isFinite(value.get(i).doubleValue()), wanted);
      out[i] = value.get(i).doubleValue();
    }
    return out;
  }

  void require(String key, boolean holds, String wanted) {
    if (!holds) {
      throw Refusal.usage(
          "the key '%s' of the encoder card %s is out of range".formatted(key, file),
          "it must be " + wanted);
    }
  }

  private void refuseUnknown(String key, List<String> known) {
    if (!known.contains(key)) {
      String nearest =
          known.stream().min(Comparator.comparingInt(k -> distance(k, key))).orElseThrow();
      throw Refusal.usage(
          "the encoder card %s has an unknown key '%s'".formatted(file, key),
          "the nearest known key is '" + nearest + "'");
    }
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
