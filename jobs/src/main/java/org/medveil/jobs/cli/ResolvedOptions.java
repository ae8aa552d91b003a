package org.medveil.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The final values of a verb's options, whatever gave them, with secrets masked. */
final class ResolvedOptions {
  private ResolvedOptions() {}

  static Map<String, Object> of(CommandSpec spec) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      if (value != null && !option.usageHelp()) {
        String name = option.longestName().replaceFirst("^-+", "");
        values.put(name, secret(name) ? "***" : value.toString());
      }
    }
    return values;
  }

  private static boolean secret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("password") && !lower.endsWith("-file");
  }
}
