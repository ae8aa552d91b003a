package org.medveil.jobs.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options from {@code --set} and {@code --conf}: at the top level for every verb ({@code warehouse
 * = ...}) or in a section of the verb's name ({@code train { steps = 20 }}), which wins. The
 * section {@code policy} is the site's own and read by the verbs that obey it.
 */
final class ConfDefaults implements IDefaultValueProvider {
  private static final Set<String> POLICY_SECTION = Set.of("policy");

  /** These say where options come from; a file that names itself would be silently ignored. */
  private static final Set<String> ON_THE_LINE_ONLY =
      Set.of("conf", "set", "print-config", "help", "version");

  private final List<ConfLayer> layers;

  /** Layers that win come first; a key that no verb knows is refused. */
  ConfDefaults(List<ConfLayer> layers, CommandLine root) {
    this.layers = List.copyOf(layers);
    Set<String> topLevel = new LinkedHashSet<>();
    for (CommandLine verb : root.getSubcommands().values()) {
      topLevel.addAll(optionNames(verb));
    }
    topLevel.addAll(root.getSubcommands().keySet());
    topLevel.addAll(POLICY_SECTION);
    for (ConfLayer layer : layers) {
      StrictHocon.allowOnly(layer.config(), topLevel, layer.origin());
      root.getSubcommands()
          .forEach(
              (name, verb) -> {
                if (layer.hasSection(name)) {
                  StrictHocon.allowOnly(
                      layer.config().getConfig(name),
                      optionNames(verb),
                      "section '" + name + "' of " + layer.origin());
                }
              });
    }
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return giver(argument).flatMap(layer -> value(layer, argument)).orElse(null);
  }

  /** Which place gave the option; empty when its own default holds. */
  Optional<String> origin(ArgSpec argument) {
    return giver(argument).map(ConfLayer::origin);
  }

  private Optional<ConfLayer> giver(ArgSpec argument) {
    return layers.stream().filter(layer -> value(layer, argument).isPresent()).findFirst();
  }

  private static Optional<String> value(ConfLayer layer, ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? layer.value(topLevelVerb(option.command()), ResolvedOptions.name(option))
        : Optional.empty();
  }

  /** {@code keys} for {@code keys init}: a section serves a verb and its sub-verbs. */
  private static String topLevelVerb(CommandSpec command) {
    CommandSpec verb = command;
    while (verb.parent() != null && verb.parent().parent() != null) {
      verb = verb.parent();
    }
    return verb.name();
  }

  private static Set<String> optionNames(CommandLine verb) {
    Set<String> names = new LinkedHashSet<>();
    for (OptionSpec option : verb.getCommandSpec().options()) {
      names.add(ResolvedOptions.name(option));
    }
    names.removeAll(ON_THE_LINE_ONLY);
    verb.getSubcommands().values().forEach(sub -> names.addAll(optionNames(sub)));
    return names;
  }
}
