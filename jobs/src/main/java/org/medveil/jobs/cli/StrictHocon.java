package org.medveil.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.medveil.contracts.Refusal;

/** HOCON that refuses what it does not know. */
public final class StrictHocon {
  private StrictHocon() {}

  /** Parses and resolves a file; exit 2 when it is missing or not HOCON. */
  public static Config read(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw Refusal.usage("configuration file cannot be read: " + file, "check the path");
    }
    try {
      return ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
          .resolve();
    } catch (ConfigException e) {
      throw Refusal.usage(
          "not valid HOCON: " + file + " (" + firstLine(e.getMessage()) + ")", "fix the file");
    }
  }

  /** Refuses the first key of a section that is not known, naming the nearest known one. */
  public static void allowOnly(Config section, Set<String> known, String where) {
    for (String key : section.root().keySet()) {
      if (!known.contains(key)) {
        throw unknownKey(key, known, where);
      }
    }
  }

  static Refusal unknownKey(String key, Collection<String> known, String where) {
    String hint =
        Nearest.of(key, known)
            .map(nearest -> "did you mean '" + nearest + "'?")
            .orElse("known keys: " + String.join(", ", known.stream().sorted().toList()));
    return Refusal.usage("unknown configuration key '" + key + "' in " + where, hint);
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
