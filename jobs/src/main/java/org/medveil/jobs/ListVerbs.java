package org.medveil.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every verb with its first line of help. */
@Command(name = "list", description = "List all verbs.", mixinStandardHelpOptions = true)
final class ListVerbs implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    System.out.print(text(spec.parent()));
  }

  static String text(CommandSpec root) {
    StringBuilder text = new StringBuilder();
    root.subcommands()
        .forEach(
            (name, verb) ->
                text.append(
                    String.format(
                        "%-22s %s%n",
                        name, verb.getCommandSpec().usageMessage().description()[0])));
    return text.toString();
  }
}
