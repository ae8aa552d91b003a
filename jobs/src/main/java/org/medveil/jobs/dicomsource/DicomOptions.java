package org.medveil.jobs.dicomsource;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medveil.contracts.Refusal;
import org.medveil.imaging.columns.DicomColumn;

/**
 * What was asked for.
 *
 * @param path folder or file, read recursively
 * @param columns keywords, in the order of the table
 * @param identifying columns that may point at a person are allowed
 * @param pixels what the column {@code pixels} holds, if it is there
 * @param mode what becomes of a file that is not read wholly
 */
record DicomOptions(
    String path, List<String> columns, boolean identifying, Pixels pixels, Mode mode)
    implements Serializable {
  private static final String IDENTIFYING = "identifying";
  private static final String PIXELS = "pixels";
  private static final Set<String> KNOWN = Set.of("path", "columns", IDENTIFYING, PIXELS, "mode");

  /** How pixel data is read. */
  enum Pixels {
    /** Not at all. */
    NONE,
    /** As stored, one row a file. */
    RAW,
    /** Decoded, one row a frame. */
    DECODED
  }

  /** Of a file that is rejected. */
  enum Mode {
    /** Its row has the reason, and the columns that could be read. */
    PERMISSIVE,
    /** It has no row. */
    DROPMALFORMED,
    /** The query fails. */
    FAILFAST
  }

  static DicomOptions of(Map<String, String> given) {
    Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    options.putAll(given);
    for (String name : options.keySet()) {
      if (!KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
        throw Refusal.usage(
            "format(\"dicom\") does not know the option " + name,
            "there are columns, identifying, pixels and mode; one path goes into load()");
      }
    }
    String path = options.get("path");
    if (path == null || path.isBlank()) {
      throw Refusal.usage("format(\"dicom\") needs a path", "load(\"URI\") reads one folder");
    }
    String columns = options.get("columns");
    return new DicomOptions(
        path,
        columns == null ? DicomColumn.DEFAULTS : split(columns),
        flag(options, IDENTIFYING),
        pixels(options.getOrDefault(PIXELS, Pixels.NONE.name())),
        mode(options.getOrDefault("mode", Mode.PERMISSIVE.name())));
  }

  private static List<String> split(String columns) {
    return Arrays.stream(columns.split(",")).map(String::strip).distinct().toList();
  }

  private static boolean flag(Map<String, String> options, String name) {
    return switch (options.getOrDefault(name, "false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.usage("the option " + name + " is true or false", "");
    };
  }

  private static Pixels pixels(String text) {
    return Arrays.stream(Pixels.values())
        .filter(pixels -> pixels.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.usage(
                    "the option pixels is none, raw or decoded",
                    "raw is as stored, one row a file; decoded has one row a frame"));
  }

  private static Mode mode(String text) {
    return Arrays.stream(Mode.values())
        .filter(mode -> mode.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.usage(
                    "the option mode is permissive, dropMalformed or failFast",
                    "permissive keeps a row with the reason for every file"));
  }
}
