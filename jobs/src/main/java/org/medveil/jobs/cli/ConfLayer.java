package org.medveil.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medveil.contracts.Refusal;

/**
 * One place that may give options: the file of {@code --conf}, or all {@code --set}.
 *
 * @param origin how a person names the place
 * @param config its keys: options at the top level, or in a section of the verb's name, which wins
 */
record ConfLayer(String origin, Config config) {
  /** {@code train.steps=20} or {@code steps=20}; the last of one key wins, as for a flag. */
  static ConfLayer ofSets(List<String> sets) {
    Config config = ConfigFactory.empty();
    for (String set : sets) {
      int equals = set.indexOf('=');
      String key = equals < 0 ? set : set.substring(0, equals);
      if (equals <= 0 || !key.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)?")) {
        throw Refusal.usage(
            "--set takes key=value, the key as in a configuration file",
            "for example --set train.steps=20; Spark's own settings go behind '--'");
      }
      if (key.equals("policy") || key.startsWith("policy.")) {
        throw Refusal.usage(
            "--set cannot give the site's policy", "it stands in the file that --conf names");
      }
      // Taken as it stands, like a flag's value: nothing in it is HOCON.
      config =
          config.withValue(key, ConfigValueFactory.fromAnyRef(set.substring(equals + 1), "--set"));
    }
    return new ConfLayer("--set", config);
  }

  /** The value of an option of a verb. */
  Optional<String> value(String verb, String key) {
    if (hasSection(verb) && config.getConfig(verb).hasPath(key)) {
      return Optional.of(text(key, config.getConfig(verb).getValue(key)));
    }
    return config.hasPath(key) && config.getValue(key).valueType() != ConfigValueType.OBJECT
        ? Optional.of(text(key, config.getValue(key)))
        : Optional.empty();
  }

  boolean hasSection(String verb) {
    return config.hasPath(verb) && config.getValue(verb).valueType() == ConfigValueType.OBJECT;
  }

  private static String text(String key, ConfigValue value) {
    if (value.valueType() == ConfigValueType.OBJECT) {
      throw Refusal.usage("configuration key '" + key + "' must be a value", "see --help");
    }
    if (value.unwrapped() instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return String.valueOf(value.unwrapped());
  }
}
