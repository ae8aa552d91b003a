package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher from a folder with a space in its name; nothing is built and no Spark is started.
 */
class LauncherTest {
  @TempDir private Path folder;
  private Path home;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void copy() {
    home = folder.resolve("med veil");
    SmallConsortium.copy(Path.of("../pipelines"), home.resolve("pipelines"));
    SmallConsortium.copy(Path.of("../conf"), home.resolve("conf"));
  }

  @Test
  void theScriptsAreBash() throws Exception {
    for (String script : List.of("run", "cluster", "spark-class")) {
      Path file = Path.of("../pipelines").resolve(script);
      assertTrue(Files.isExecutable(file), script);
      assertEquals(0, bash("bash", "-n", file.toString()).code(), script);
    }
  }

  @Test
  void aDryRunPrintsTheCommandAndRunsNothing() throws Exception {
    Ended run = launch("ingest", "--input", "/data/eye clinic", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("org.medveil.jobs.Main"), run.out());
    assertTrue(run.out().contains("spark.master=local"), "the profile: " + run.out());
    assertTrue(
        run.out().contains("'/data/eye clinic'") || run.out().contains("/data/eye\\ clinic"));
    assertFalse(Files.exists(home.resolve("jobs")), "nothing was built");
  }

  @Test
  void questionsWithoutDataStartNoSpark() throws Exception {
    for (String verb : List.of("account", "calibrate", "keys", "report")) {
      Ended run = launch(verb, "--delta", "1e-5", "--dry-run");
      assertEquals(0, run.code(), run.err());
      assertFalse(run.out().contains("SparkSubmit"), run.out());
      assertTrue(run.out().contains("org.medveil.jobs.Main " + verb + " --delta 1e-5"), run.out());
    }
    assertFalse(Files.exists(home.resolve("jobs")), "nothing was built");
  }

  @Test
  void thePrintedCommandIsTheCommandWordForWord() throws Exception {
    Ended run =
        launch(
            "ingest", "--input", "/data/eye clinic", "--outcomes", "it's $HOME.csv", "--dry-run");
    Ended again = bash("bash", "-c", "set -- " + run.out().strip() + "; printf '%s\\n' \"$@\"");
    List<String> words = again.out().lines().toList();
    assertTrue(
        words.containsAll(List.of("ingest", "--input", "/data/eye clinic", "it's $HOME.csv")),
        words.toString());
    assertTrue(words.contains(home + "/jobs/target/medveil-jobs-0.1.0.jar"), words.toString());
  }

  @Test
  void secretsAreMaskedHoweverTheyAreWritten() throws Exception {
    List<List<String>> secrets =
        List.of(
            List.of("--ledger-password", "hush-hush"),
            List.of("--ledger-password=hush-hush"),
            List.of("--ledger-password", "two hush-hush words"),
            List.of("--ledger-password=it's hush-hush"),
            List.of("--ledger", "jdbc:h2:file:/x;PASSWORD=hush-hush"),
            List.of("--ledger", "jdbc:postgresql://db/x?user=a&password=hush-hush&ssl=true"),
            List.of("--", "--conf", "spark.hadoop.fs.s3a.secret.key=hush-hush"),
            List.of("--", "--conf", "spark.hadoop.fs.s3a.session.token=a hush-hush b"),
            List.of("--", "--conf", "spark.hadoop.fs.s3a.access.key=hush-hush"));
    for (List<String> words : secrets) {
      List<String> line = new ArrayList<>(List.of("train", "--dry-run"));
      line.addAll(words);
      Ended run = launch(line.toArray(String[]::new));
      assertEquals(0, run.code(), run.err());
      assertFalse((run.out() + run.err()).contains("hush"), run.out());
      assertFalse((run.out() + run.err()).contains("words"), run.out());
      assertTrue(run.out().contains("***"), run.out());
      assertTrue(run.out().contains("train"), run.out());
    }
  }

  @Test
  void whatIsNoSecretIsShown() throws Exception {
    Ended run = launch("train", "--dry-run", "--ledger-password-file", "/keys/pw", "--steps", "10");
    assertTrue(run.out().contains("--steps 10"), run.out());
  }

  @Test
  void anUnknownClusterIsTwoAndTheKnownAreNamed() throws Exception {
    Ended run = launch("ingest", "--cluster", "moon", "--dry-run");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("moon") && run.err().contains("local"), run.err());
    assertEquals(2, launch("ingest", "--cluster").code());
  }

  @Test
  void aSparkSettingOfTheCallerWinsOverTheProfile() throws Exception {
    Ended run = launch("ingest", "--dry-run", "--", "--conf", "spark.driver.memory=9g");
    assertTrue(run.out().contains("spark.driver.memory=9g"), run.out());
    assertFalse(run.out().contains("spark.driver.memory=3g"), run.out());
    assertTrue(run.out().indexOf("--conf spark.driver.memory=9g") < run.out().indexOf("--class"));
  }

  @Test
  void anInstalledSparkIsUsed() throws Exception {
    Ended run = launch(Map.of("SPARK_HOME", "/opt/my spark"), "ingest", "--dry-run");
    assertTrue(run.out().startsWith("/opt/my\\ spark/bin/spark-submit"), run.out());
  }

  @Test
  void aShortNameMeansTheProfileWithoutGpus() throws Exception {
    Ended run = launch("ingest", "--cluster", "standalone", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("spark.master=spark://127.0.0.1:7077"), run.out());
    assertFalse(run.out().contains("resource.gpu"), run.out());
    Path own = Files.writeString(folder.resolve("my site.conf"), "spark.master local[3]\n");
    run = launch("ingest", "--cluster", own.toString(), "--dry-run");
    assertTrue(run.out().contains("spark.master=local"), run.out());
  }

  @Test
  void theEnvironmentNamesTheMasterOfAClusterNeverOfALocalProfile() throws Exception {
    Map<String, String> master = Map.of("MEDVEIL_MASTER", "spark://far:7077");
    Ended run = launch(master, "ingest", "--cluster", "standalone", "--dry-run");
    assertTrue(run.out().contains("spark.master=spark://far:7077"), run.out());
    run = launch(master, "ingest", "--dry-run");
    assertTrue(run.out().contains("spark.master=local"), run.out());
    run =
        launch(
            master, "ingest", "--cluster=standalone", "--dry-run", "--", "--master", "spark://x:1");
    assertFalse(run.out().contains("far"), run.out());
  }

  @Test
  void jarsTravelUnlessTheClusterIsOnThisMachine() throws Exception {
    Ended here = launch("ingest", "--cluster", "standalone", "--dry-run");
    assertTrue(here.out().contains("spark.executor.extraClassPath="), here.out());
    assertFalse(here.out().contains("--jars"), here.out());
    String[] far = {
      "ingest", "--cluster", "standalone", "--dry-run", "--", "--master", "spark://far:7077"
    };
    assertTrue(launch(far).out().contains("--jars"));
    List<String> shared = new ArrayList<>(List.of(far));
    shared.addAll(List.of("--conf", "spark.medveil.jars=shared"));
    assertFalse(launch(shared.toArray(String[]::new)).out().contains("--jars"));
  }

  @Test
  void onlyClientModeIsSupported() throws Exception {
    for (List<String> words :
        List.of(
            List.of("--deploy-mode", "cluster"),
            List.of("--deploy-mode=cluster"),
            List.of("--conf", "spark.submit.deployMode=cluster"))) {
      List<String> line = new ArrayList<>(List.of("ingest", "--dry-run", "--"));
      line.addAll(words);
      Ended run = launch(line.toArray(String[]::new));
      assertEquals(2, run.code(), words.toString());
      assertTrue(run.err().contains("client mode"), run.err());
    }
  }

  @Test
  void theSparkMedveilBringsIsNoneForYarn() throws Exception {
    Ended run = launch("ingest", "--cluster=standalone", "--dry-run", "--", "--master", "yarn");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("SPARK_HOME"), run.err());
  }

  @Test
  void aProfileHoldsSparksKeysOnly() throws Exception {
    Path own = Files.writeString(folder.resolve("site.conf"), "spark.master local\nsteps 20\n");
    Ended run = launch("ingest", "--cluster", own.toString(), "--dry-run");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("'steps' is no Spark setting"), run.err());
  }

  @Test
  void theWaitIsASparkSetting() throws Exception {
    Ended run = launch("ingest", "--cluster", "standalone", "--wait-resources", "7s", "--dry-run");
    assertTrue(run.out().contains("spark.medveil.resources.wait=7s"), run.out());
    assertFalse(run.out().contains("spark.medveil.resources.wait=120s"), run.out());
  }

  @Test
  void aLinkToTheLauncherIsTheLauncher() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("medveil"), home.resolve("pipelines/run"));
    Ended run = bash(link.toString(), "ingest", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("org.medveil.jobs.Main"), run.out());
  }

  @Test
  void theClusterScriptRefusesByName() throws Exception {
    String cluster = home.resolve("pipelines/cluster").toString();
    for (List<String> words :
        List.of(
            List.of("begin"),
            List.of("start", "--workers", "0"),
            List.of("start", "--memory", "much"),
            List.of("start", "--wokers", "2"),
            List.of("stop", "--workers", "2"),
            List.of("start", "--workers", "2", "--gpus", "0"),
            List.of("start", "--workers", "1", "--gpus", "0,0"))) {
      List<String> line = new ArrayList<>(List.of(cluster));
      line.addAll(words);
      Ended run = bash(line.toArray(String[]::new));
      assertEquals(2, run.code(), words + run.err());
      assertTrue(run.err().contains("hint:"), run.err());
    }
    String dir = folder.resolve("no cluster").toString();
    assertEquals(75, bash(cluster, "status", "--dir", dir).code(), "nothing runs there");
    assertEquals(0, bash(cluster, "stop", "--dir", dir).code());
  }

  @Test
  void aProcessThatMerelyHasThePidIsNotOurs() throws Exception {
    Path dir = Files.createDirectories(folder.resolve("cluster"));
    Process other = new ProcessBuilder("sleep", "60").start();
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      Files.writeString(dir.resolve("settings"), "workers=1\n");
      Files.writeString(dir.resolve("master.pid"), other.pid() + " 1 " + boot + "\n");
      Ended run =
          bash(home.resolve("pipelines/cluster").toString(), "stop", "--dir", dir.toString());
      assertEquals(0, run.code(), run.err());
      assertTrue(run.err().contains("master was not running"), run.err());
      assertTrue(other.isAlive());
    } finally {
      other.destroyForcibly();
    }
  }

  private Ended launch(String... words) throws Exception {
    return launch(Map.of(), words);
  }

  private Ended launch(Map<String, String> environment, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("pipelines/run").toString()));
    command.addAll(List.of(words));
    return bash(environment, command);
  }

  private static Ended bash(String... command) throws Exception {
    return bash(Map.of(), List.of(command));
  }

  private static Ended bash(Map<String, String> environment, List<String> command)
      throws Exception {
    Path out = Files.createTempFile("launcher", ".out");
    Path err = Files.createTempFile("launcher", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      List.of("SPARK_HOME", "MEDVEIL_MASTER").forEach(builder.environment()::remove);
      builder.environment().putAll(environment);
      Process process = builder.start();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
      return new Ended(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
