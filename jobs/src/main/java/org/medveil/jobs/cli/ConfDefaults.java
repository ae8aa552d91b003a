package org.medveil.jobs.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.medveil.contracts.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from {@code --conf}: at the top level for every verb ({@code warehouse = ...}) or in a
 * section of the verb's name ({@code train { steps = 20 }}), which wins. The section {@code policy}
 * is the site's own and read by the verbs that obey it.
 */
final class ConfDefaults implements IDefaultValueProvider {
  private static final Set<String> POLICY_SECTION = Set.of("policy");

  private final Config config;

  ConfDefaults(Config config, CommandLine root) {
    this.config = config;
    Set<String> everyOption = new LinkedHashSet<>();
    for (CommandLine verb : root.getSubcommands().values()) {
      everyOption.addAll(optionNames(verb));
    }
    Set<String> topLevel = new LinkedHashSet<>(everyOption);
    topLevel.addAll(root.getSubcommands().keySet());
    topLevel.addAll(POLICY_SECTION);
    StrictHocon.allowOnly(config, topLevel, "the configuration file");
    root.getSubcommands()
        .forEach(
            (name, verb) -> {
              if (section(name)) {
                StrictHocon.allowOnly(
                    config.getConfig(name), optionNames(verb), "section '" + name + "'");
              }
            });
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String key = option.longestName().replaceFirst("^-+", "");
    String verb = topLevelVerb(option.command());
    if (section(verb) && config.getConfig(verb).hasPath(key)) {
      return text(key, config.getConfig(verb).getValue(key));
    }
    return config.hasPath(key) && config.getValue(key).valueType() != ConfigValueType.OBJECT
        ? text(key, config.getValue(key))
        : null;
  }

  /** {@code keys} for {@code keys init}: a section serves a verb and its sub-verbs. */
  private static String topLevelVerb(CommandSpec command) {
    CommandSpec verb = command;
    while (verb.parent() != null && verb.parent().parent() != null) {
      verb = verb.parent();
    }
    return verb.name();
  }

  private boolean section(String verb) {
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

  private static Set<String> optionNames(CommandLine verb) {
    Set<String> names = new LinkedHashSet<>();
    for (OptionSpec option : verb.getCommandSpec().options()) {
      names.add(option.longestName().replaceFirst("^-+", ""));
    }
    verb.getSubcommands().values().forEach(sub -> names.addAll(optionNames(sub)));
    return names;
  }
}
