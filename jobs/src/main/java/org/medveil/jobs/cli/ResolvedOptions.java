package org.medveil.jobs.cli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The final values of a verb's options, whatever gave them, with secrets masked. */
final class ResolvedOptions {
  /** Say where options come from or how the run reports, not what it does. */
  private static final Set<String> ABOUT_THE_LINE = Set.of("set", "print-config", "metrics-out");

  private static final Set<String> NOT_HASHED = Set.of("conf", "json");

  private ResolvedOptions() {}

  /** An option's key in a configuration file. */
  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** Name to value, as it stands in manifests. */
  static Map<String, Object> of(CommandSpec spec) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      String name = name(option);
      if (value != null && tells(option) && !ABOUT_THE_LINE.contains(name)) {
        values.put(name, Secrets.masked(name, value.toString()));
      }
    }
    return values;
  }

  /**
   * Name to {@code flag}, {@code --set}, the file, or {@code default}; one that is unset has none.
   */
  static Map<String, String> origins(CommandSpec spec) {
    Map<String, String> origins = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      if (option.getValue() != null && tells(option)) {
        origins.put(name(option), origin(option));
      }
    }
    return origins;
  }

  /** SHA-256 over the options that decide what a run does, by name, secrets masked. */
  static String sha256(CommandSpec spec) {
    Map<String, Object> sorted = new TreeMap<>(of(spec));
    sorted.keySet().removeAll(NOT_HASHED);
    try {
      byte[] json = Json.line(sorted).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean tells(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp();
  }

  private static String origin(OptionSpec option) {
    CommandSpec spec = option.command();
    if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
      return "flag";
    }
    return spec.defaultValueProvider() instanceof ConfDefaults defaults
        ? defaults.origin(option).orElse("default")
        : "default";
  }
}
