package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medveil.jobs.cli.Json;

/**
 * How a run ends, told by the launcher. In the place of Spark stands a script that ends as a case
 * wants it, or starts Medveil's own main class.
 */
class LauncherRunTest {
  @TempDir private Path folder;
  private Path home;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void install() throws Exception {
    home = folder.resolve("med veil");
    SmallConsortium.copy(Path.of("../pipelines"), home.resolve("pipelines"));
    SmallConsortium.copy(Path.of("../conf"), home.resolve("conf"));
    Files.createDirectories(home.resolve("jobs/target/lib"));
    Files.createFile(home.resolve("jobs/target/built.stamp"));
    Files.createDirectories(folder.resolve("tmp"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 0 | 1 | no result",
        "exit 101 | 2 | did not get as far",
        "exit 1 | 2 | did not get as far",
        ": >\"$MEDVEIL_RESULT\"; exit 0 | 1 | no result",
        ": >\"$MEDVEIL_RESULT\"; exit 1 | 1 | no result",
        ": >\"$MEDVEIL_RESULT\"; kill -9 $$ | 75 | signal 9",
        "kill -9 $$ | 75 | signal 9",
      })
  void whatLeftNoResultIsNoSuccess(String program, int code, String said) throws Exception {
    spark(program);
    Path json = folder.resolve("kept.json");
    Path prom = folder.resolve("kept.prom");
    Files.writeString(json, "of an earlier run");
    Ended run = launch("ingest", "--json", "--metrics-out", json, "--metrics-out=" + prom);
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(said), run.err());
    JsonNode last = Json.tree(run.out());
    assertEquals("ingest", last.path("verb").asText());
    assertEquals("died", last.path("status").asText());
    assertEquals(code, last.path("exitCode").asInt());
    assertEquals(last, Json.tree(Files.readString(json)));
    assertTrue(Files.readString(prom).contains("medveil_run_exit_code{verb=\"ingest\"} " + code));
  }

  @ParameterizedTest
  @CsvSource({"0, 90", "1, 0", "0, 0", "143, 99"})
  void theResultCountsNotTheProcess(int process, int result) throws Exception {
    String line = "{\"verb\":\"train\",\"status\":\"x\",\"exitCode\":" + result + "}";
    spark(
        "printf '%s\\n' '"
            + line
            + "' print >\"$MEDVEIL_RESULT\"; echo a late log line >&2;"
            + " exit "
            + process);
    Ended run = launch("train", "--json");
    assertEquals(result, run.code(), run.err());
    assertEquals(line + "\n", run.out());
    assertEquals(process != result, run.err().contains("which counts"), run.err());
  }

  @Test
  void theResultLineComesAfterAllLogLines() throws Exception {
    spark(
        "printf '%s\\n' '{\"exitCode\":0}' print >\"$MEDVEIL_RESULT\"; echo goodbye, says Spark >&2");
    Process process = builder("train", "--json").redirectErrorStream(true).start();
    String all = new String(process.getInputStream().readAllBytes());
    assertTrue(all.endsWith("{\"exitCode\":0}\n"), all);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void aSignalStopsTheRunAndIsWaitedFor(String signal, int code) throws Exception {
    Process launcher = simulating();
    long run = pid();
    new ProcessBuilder("kill", "-" + signal, "" + launcher.pid()).start().waitFor();
    assertTrue(launcher.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
    assertEquals(code, launcher.exitValue());
    assertFalse(alive(run), "the run had ended before the launcher");
    assertEquals(
        "interrupted",
        Json.tree(Files.readString(folder.resolve("kept.json"))).path("status").asText());
  }

  @Test
  void aRunWhoseLauncherWasKilledStops() throws Exception {
    Process launcher = simulating();
    long run = pid();
    launcher.destroyForcibly().waitFor();
    waitFor("the run stops", () -> !alive(run));
    assertFalse(Files.exists(folder.resolve("kept.json")), "no result of a run that was cut off");
    try (var left = Files.list(folder.resolve("tmp"))) {
      assertEquals(List.of(), left.toList(), "what the launcher could not clear away");
    }
  }

  @Test
  void whatALauncherLeftThatWasKilledWithItsRunGoesWithTheNext() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Path left = folder.resolve("tmp/medveil." + ended.pid() + ".abcdefgh");
    Path used = folder.resolve("tmp/medveil." + ProcessHandle.current().pid() + ".abcdefgh");
    for (Path each : List.of(left, used)) {
      Files.writeString(Files.createDirectories(each).resolve("result"), "{}");
    }
    spark("exit 101");
    launch("ingest");
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(used), "its launcher is alive");
  }

  @Test
  void twoLaunchersNeverBuildAtTheSameTime() throws Exception {
    Files.delete(home.resolve("jobs/target/built.stamp"));
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path builds = folder.resolve("builds");
    script(bin.resolve("mvn"), "echo one >>'" + builds + "'; sleep 2; echo BUILD SUCCESS");
    spark("exit 101");
    List<Process> launchers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ProcessBuilder builder = builder("ingest");
      builder.environment().merge("PATH", bin + ":", (old, first) -> first + old);
      launchers.add(builder.start());
    }
    for (Process launcher : launchers) {
      assertTrue(launcher.waitFor(60, TimeUnit.SECONDS));
      assertEquals(2, launcher.exitValue());
    }
    assertEquals(List.of("one"), Files.readAllLines(builds));
  }

  /** Medveil's main class at long work, as the child of a launcher. */
  private Process simulating() throws Exception {
    spark(
        "echo $$ >'"
            + folder.resolve("pid")
            + "'; while [ \"$1\" != simulate ]; do shift; done;"
            + " exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$TEST_CLASS_PATH\""
            + " org.medveil.jobs.Main \"$@\"");
    Process launcher =
        builder(
                "simulate",
                "--out",
                folder.resolve("cohort"),
                "--patients",
                5000,
                "--seed",
                1,
                "--metrics-out",
                folder.resolve("kept.json"))
            .start();
    waitFor("the run begins", () -> Files.exists(folder.resolve("cohort")));
    return launcher;
  }

  private long pid() throws Exception {
    return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void waitFor(String what, BooleanSupplier happened) throws InterruptedException {
    for (int tenths = 0; !happened.getAsBoolean(); tenths++) {
      assertTrue(tenths < 900, "in vain: " + what);
      Thread.sleep(100);
    }
  }

  private void spark(String program) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("spark/bin"));
    script(bin.resolve("spark-submit"), program);
  }

  private static void script(Path file, String program) throws Exception {
    Files.writeString(file, "#!/usr/bin/env bash\n" + program + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private ProcessBuilder builder(Object... words) {
    // A build in the background ignores SIGINT, and so would all that it starts.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(home.resolve("pipelines/run").toString());
    for (Object word : words) {
      command.add(word.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.to(folder.resolve("err").toFile()));
    builder.environment().remove("MEDVEIL_MASTER");
    builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
    builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    builder.environment().put("TEST_CLASS_PATH", System.getProperty("java.class.path"));
    return builder;
  }

  private Ended launch(Object... words) throws Exception {
    Process process = builder(words).start();
    String out = new String(process.getInputStream().readAllBytes());
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
    return new Ended(process.exitValue(), out, Files.readString(folder.resolve("err")));
  }
}
