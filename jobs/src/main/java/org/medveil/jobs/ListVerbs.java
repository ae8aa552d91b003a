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
    spec.parent()
        .subcommands()
        .forEach(
            (name, verb) ->
                System.out.printf(
                    "%-14s %s%n", name, verb.getCommandSpec().usageMessage().description()[0]));
  }
}
