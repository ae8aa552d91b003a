package org.medveil.jobs.preflight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the tests' class path and options; ends with the test. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final Path out;

  /** Starts {@code main}; what it prints goes to a file of that name in the folder. */
  ChildJvm(Path folder, Class<?> main, String... arguments) throws IOException {
    Files.createDirectories(folder.resolve("jars")); // Spark's launcher wants one; it may be empty
    this.out = folder.resolve(main.getSimpleName() + ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder jvm =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    jvm.environment().put("SPARK_HOME", folder.toString());
    jvm.environment().put("SPARK_SCALA_VERSION", "2.12");
    jvm.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    jvm.environment().put("MEDVEIL_FAKE_GPUS", "0 1");
    jvm.directory(folder.toFile());
    this.process = jvm.start();
  }

  String printed() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean ends(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    // Executors are children of a worker: SIGTERM lets it end them.
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
