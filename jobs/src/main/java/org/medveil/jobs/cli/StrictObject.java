package org.medveil.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.medveil.contracts.Refusal;

/**
 * Reads one JSON object key by key, and refuses what it does not know: a missing key, a wrong type,
 * a value out of range, and (in {@link #done()}) any key nobody asked for. Messages name the path
 * and never the value.
 */
public final class StrictObject {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PLAIN_KEY = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  /**
   * What kind of document is read.
   *
   * @param name the root of every path a message names, e.g. {@code report}
   * @param schema where its schema stands, for the hint
   */
  public record Kind(String name, String schema) {}

  private final JsonNode node;
  private final String path;
  private final Kind kind;
  private final Set<String> asked = new TreeSet<>();

  private StrictObject(JsonNode node, String path, Kind kind) {
    this.node = node;
    this.path = path;
    this.kind = kind;
    if (node == null || !node.isObject()) {
      throw refused(path, "must be an object");
    }
  }

  /** Reads the whole document with {@code reader}. */
  public static <T> T readRoot(JsonNode document, Kind kind, Function<StrictObject, T> reader) {
    return read(document, kind.name(), kind, reader);
  }

  private static <T> T read(
      JsonNode node, String path, Kind kind, Function<StrictObject, T> reader) {
    StrictObject object = new StrictObject(node, path, kind);
    T value = reader.apply(object);
    object.done();
    return value;
  }

  public <T> T object(String key, Function<StrictObject, T> reader) {
    return read(required(key), path(key), kind, reader);
  }

  public <T> T objectOrNull(String key, Function<StrictObject, T> reader) {
    return isNull(key) ? null : object(key, reader);
  }

  /** A list of objects; may be empty. */
  public <T> List<T> objects(String key, Function<StrictObject, T> reader) {
    List<T> values = new ArrayList<>();
    for (JsonNode item : array(key)) {
      values.add(read(item, path(key) + "[" + values.size() + "]", kind, reader));
    }
    return List.copyOf(values);
  }

  /** A list of objects with at least one member. */
  public <T> List<T> someObjects(String key, Function<StrictObject, T> reader) {
    List<T> values = objects(key, reader);
    check(!values.isEmpty(), key, "must not be empty");
    return values;
  }

  /** A list of at least one text, each at most once. */
  public List<String> uniqueTexts(String key) {
    List<String> values = new ArrayList<>();
    for (JsonNode item : array(key)) {
      check(PlainText.fits(item, 400), key, "must hold texts of 1 to 400 characters");
      check(!values.contains(item.textValue()), key, "must not repeat a member");
      values.add(item.textValue());
    }
    check(!values.isEmpty(), key, "must not be empty");
    return List.copyOf(values);
  }

  /** The elements of a list, unread; the caller checks them. */
  public JsonNode array(String key) {
    JsonNode value = required(key);
    check(value.isArray(), key, "must be a list");
    return value;
  }

  public String text(String key) {
    JsonNode value = required(key);
    check(PlainText.fits(value, 400), key, "must be a text of 1 to 400 printable characters");
    return value.textValue();
  }

  public String textOrNull(String key) {
    return isNull(key) ? null : text(key);
  }

  public String paragraphOrNull(String key) {
    if (isNull(key)) {
      return null;
    }
    JsonNode value = required(key);
    check(PlainText.fits(value, 4000), key, "must be a text of 1 to 4000 printable characters");
    return value.textValue();
  }

  /** A text that {@code pattern} matches as a whole; no limit to its length. */
  public String matching(String key, Pattern pattern, String what) {
    JsonNode value = required(key);
    check(value.isTextual() && pattern.matcher(value.textValue()).matches(), key, what);
    return value.textValue();
  }

  public String sha256(String key) {
    return matching(key, SHA256, "must be 64 lower-case hex digits");
  }

  public String oneOf(String key, List<String> allowed) {
    JsonNode value = required(key);
    boolean known = value.isTextual() && allowed.contains(value.textValue());
    check(known, key, "must be one of " + String.join(", ", allowed));
    return value.textValue();
  }

  public boolean flag(String key) {
    JsonNode value = required(key);
    check(value.isBoolean(), key, "must be true or false");
    return value.booleanValue();
  }

  public long integer(String key, long atLeast) {
    JsonNode value = required(key);
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    check(whole && value.longValue() >= atLeast, key, "must be an integer, at least " + atLeast);
    return value.longValue();
  }

  public int smallInteger(String key, int atLeast) {
    long value = integer(key, atLeast);
    check(value <= 1_000_000_000L, key, "must be at most 1000000000");
    return (int) value;
  }

  public Long integerOrNull(String key, long atLeast) {
    return isNull(key) ? null : integer(key, atLeast);
  }

  /** A finite number. */
  public double number(String key) {
    JsonNode value = required(key);
    boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
    check(finite, key, "must be a finite number");
    return value.doubleValue();
  }

  public String sha256OrNull(String key) {
    return isNull(key) ? null : sha256(key);
  }

  public Double numberOrNull(String key) {
    return isNull(key) ? null : number(key);
  }

  public double positive(String key) {
    double value = number(key);
    check(value > 0, key, "must be above 0");
    return value;
  }

  public double notNegative(String key) {
    double value = number(key);
    check(value >= 0, key, "must not be negative");
    return value;
  }

  /** A number in [0, 1]. */
  public double share(String key) {
    double value = notNegative(key);
    check(value <= 1, key, "must be at most 1");
    return value;
  }

  /** Refuses the value of {@code key} unless {@code holds}. */
  public void check(boolean holds, String key, String otherwise) {
    if (!holds) {
      throw refused(path(key), otherwise);
    }
  }

  private boolean isNull(String key) {
    return required(key).isNull();
  }

  private JsonNode required(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    check(value != null, key, "is missing");
    return value;
  }

  private void done() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                // A key that is not a plain word may be anything, so it is not repeated.
                String named = PLAIN_KEY.matcher(key).matches() ? " \"" + key + "\"" : "";
                throw refused(path, "has an unknown key" + named + "; known: " + asked);
              }
            });
  }

  private String path(String key) {
    return path + "." + key;
  }

  private Refusal refused(String path, String what) {
    return Refusal.badData(
        "The " + kind.name() + " document cannot be used: " + path + " " + what + ".",
        "The schema stands in " + kind.schema() + ".");
  }
}
