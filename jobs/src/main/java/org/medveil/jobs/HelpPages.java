package org.medveil.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Writes what {@code list}, {@code --version} and every {@code --help} answer, once after a build:
 * reading 28 verbs by reflection takes a second, showing a file none.
 */
final class HelpPages {
  private HelpPages() {}

  /** Argument: a folder that is there. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    CommandLine root = Main.commands();
    write(folder, "list", ListVerbs.text(root.getCommandSpec()));
    write(folder, "version", String.join("\n", root.getCommandSpec().version()) + "\n");
    write(folder, "help", root.getUsageMessage(Ansi.OFF));
    pages(folder, "help", root);
  }

  /** {@code help.keys.init}: one page a verb and a sub-verb. */
  private static void pages(Path folder, String prefix, CommandLine parent) throws IOException {
    for (var verb : parent.getSubcommands().entrySet()) {
      String name = prefix + "." + verb.getKey();
      write(folder, name, verb.getValue().getUsageMessage(Ansi.OFF));
      pages(folder, name, verb.getValue());
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
