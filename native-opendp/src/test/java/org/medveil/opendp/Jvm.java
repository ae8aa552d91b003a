package org.medveil.opendp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that is running, with little and fixed memory. */
record Jvm(Process process) {

  /** A {@link ProbeMain} with these properties. */
  static Jvm start(String... properties) throws IOException {
    return run(ProbeMain.class, List.of(properties), List.of());
  }

  static Jvm run(Class<?> main, List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms32m", "-Xmx32m", "-XX:+AlwaysPreTouch"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("XDG_CACHE_HOME");
    return new Jvm(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** What it said, line by line. */
  List<String> lines() throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("the JVM did not end well: " + said);
    }
    return said.lines().toList();
  }
}
