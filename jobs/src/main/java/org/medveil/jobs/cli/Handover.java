package org.medveil.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code pipelines/run} hands to the process it starts: a file for the result, because an exit
 * code went through Spark's hands, and its own process id, because a run whose launcher was killed
 * must not go on unnoticed.
 */
public final class Handover implements ResultDesk {
  private static final long EVERY_MILLIS = 500;

  private final Path result;
  private final long launcher;

  private Handover(Path result, long launcher) {
    this.result = result;
    this.launcher = launcher;
  }

  /**
   * Empty when no launcher stands behind this process. The file is made at once, empty: without it
   * the launcher knows that Spark never came as far as Medveil.
   */
  public static Optional<Handover> taken(Map<String, String> environment) {
    String file = environment.get("MEDVEIL_RESULT");
    if (file == null) {
      return Optional.empty();
    }
    Handover handover =
        new Handover(Path.of(file), Long.parseLong(environment.get("MEDVEIL_LAUNCHER")));
    handover.write("");
    return Optional.of(handover);
  }

  /** The line, and a second one when the launcher is to print it as its last word. */
  @Override
  public void hand(String line, boolean printed) {
    write(line + "\n" + (printed ? "print\n" : ""));
  }

  /** Calls {@code stop} once when the launcher is gone; a thread that keeps no JVM alive. */
  public void watch(Runnable stop) {
    boolean child = parent() == launcher;
    Thread watch =
        new Thread(
            () -> {
              try {
                while (there(child)) {
                  Thread.sleep(EVERY_MILLIS);
                }
                forget();
                stop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "launcher-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Nobody else is left to clear the folder away. */
  private void forget() {
    try {
      Files.deleteIfExists(result);
      Files.deleteIfExists(result.getParent());
    } catch (IOException e) {
      System.err.println("medveil: not removed: " + result.getParent());
    }
  }

  /** A killed launcher nobody waited for still looks alive, but is no parent any more. */
  private boolean there(boolean child) {
    return child
        ? parent() == launcher
        : ProcessHandle.of(launcher).map(ProcessHandle::isAlive).orElse(false);
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }

  private void write(String text) {
    try {
      // The launcher's folder goes with the launcher; a run that outlives it has nobody to tell.
      if (Files.isDirectory(result.getParent())) {
        WholeFile.write(result, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
