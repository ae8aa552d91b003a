package org.medveil.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A command line in a process of its own, which can be killed. */
final class ChildRun {
  private static final long PATIENCE = 300;

  private final Process process;
  private final Path said;

  private ChildRun(Process process, Path said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts a verb as {@code --json} would have it; what it says goes to a file below the folder.
   */
  static ChildRun start(Path folder, Object... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    for (Object word : words) {
      command.add(word.toString());
    }
    command.add("--json");
    try {
      Path said = Files.createTempFile(folder, "child", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      return new ChildRun(process, said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it (signal 9) as soon as something is so; false when it ended before. */
  boolean killedOnce(BooleanSupplier moment) throws InterruptedException {
    while (!moment.getAsBoolean()) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    boolean lived = process.isAlive();
    process.destroyForcibly().waitFor();
    return lived;
  }

  /** Waits for its end; the exit code. */
  int ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("a process hangs: " + this);
    }
    return process.exitValue();
  }

  @Override
  public String toString() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
