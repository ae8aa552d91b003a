package org.medveil.dp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** Strict reader of a manifest: each key exactly once, of its type, and no other. */
final class ManifestJson {
  private static final int LARGEST = 16 * 1024;

  private final ObjectNode object;
  private final Set<String> unread = new HashSet<>();

  private ManifestJson(ObjectNode object) {
    this.object = object;
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      unread.add(names.next());
    }
  }

  static BundleManifest parse(byte[] json) {
    ManifestJson in = new ManifestJson(object(json));
    BundleManifest manifest =
        new BundleManifest(
            in.integer("format_version"),
            in.text("site"),
            in.integer("round"),
            in.text("model_sha256"),
            in.text("base_sha256"),
            in.text("delta_sha256"),
            in.integer("dimension"),
            in.text("encoder_id"),
            in.text("encoder_sha256"),
            in.text("purpose"),
            in.text("agreement_id"),
            in.unit(),
            in.text("relation"),
            in.text("sampler"),
            in.number("sampling_rate"),
            in.number("noise_multiplier"),
            in.number("clipping_norm"),
            in.integer("steps"),
            in.bands(),
            in.integer("expected_batch"),
            in.number("delta"),
            in.number("epsilon_after"),
            in.text("accountant"),
            in.text("noise_source"),
            in.text("noise_source_sha256"),
            in.text("ledger_entry_hash"),
            in.text("code_version"));
    if (!in.unread.isEmpty()) {
      // The key itself is not repeated: it may be what should not have left.
      throw refused("has " + in.unread.size() + " key(s) that are not on the allow-list");
    }
    return manifest;
  }

  static String lower(PrivacyUnit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode object(byte[] json) {
    if (json.length > LARGEST) {
      throw refused("is larger than any manifest");
    }
    try {
      if (Json.parse(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw refused("is not JSON, or has a key twice");
    }
    throw refused("is not a JSON object");
  }

  private PrivacyUnit unit() {
    String text = text("unit");
    for (PrivacyUnit unit : PrivacyUnit.values()) {
      if (lower(unit).equals(text)) {
        return unit;
      }
    }
    throw refused("names an unknown privacy unit");
  }

  /** Only the sampler that has them may state them; elsewhere the key stays unread. */
  private int bands() {
    return text("sampler").equals(BundleManifest.SINGLE_PARTICIPATION) ? integer("bands") : 0;
  }

  private String text(String key) {
    JsonNode node = node(key);
    if (!node.isTextual()) {
      throw refused("has no text at '" + key + "'");
    }
    return node.textValue();
  }

  private int integer(String key) {
    JsonNode node = node(key);
    if (!node.isInt()) {
      throw refused("has no whole number at '" + key + "'");
    }
    return node.intValue();
  }

  private double number(String key) {
    JsonNode node = node(key);
    if (!node.isNumber()) {
      throw refused("has no number at '" + key + "'");
    }
    return node.doubleValue();
  }

  private JsonNode node(String key) {
    unread.remove(key);
    return object.path(key);
  }

  private static Refusal refused(String how) {
    return Refusal.policy(
        "The bundle's manifest " + how + ".", "Only the keys of the bundle's format may leave.");
  }
}
