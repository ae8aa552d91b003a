package org.medveil.jobs.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real executors in processes of their own, one of them killed in a step. */
class ClusterTest {
  @TempDir private Path folder;

  @Test
  void anExecutorThatDiesLeavesNoTraceInTheSums() throws Exception {
    Files.createDirectories(folder.resolve("jars")); // Spark's launcher wants one; it may be empty
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterProgram.class.getName(),
            folder.toString(),
            folder.resolve("died").toString()));
    File out = folder.resolve("out").toFile();
    ProcessBuilder program =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out);
    program.environment().put("SPARK_HOME", folder.toString());
    program.environment().put("SPARK_SCALA_VERSION", "2.12");
    program.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    program.directory(folder.toFile());
    Process process = program.start();
    assertTrue(process.waitFor(4, TimeUnit.MINUTES), "the program ends");
    List<String> lines = Files.readAllLines(out.toPath());
    String all = String.join("\n", lines);
    assertEquals(0, process.exitValue(), all);
    assertTrue(lines.contains("SAID the resident stage lost a task: step 4 again, as a job"), all);
    assertTrue(lines.contains("ENCRYPTED"), all);
    assertTrue(lines.contains("EQUAL"), all);
  }
}
