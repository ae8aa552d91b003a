package org.medveil.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.Table;
import org.medveil.contracts.Tables;
import org.medveil.jobs.cli.Json;
import org.medveil.jobs.tables.SparkSessions;
import org.medveil.jobs.tables.TableStore;
import org.medveil.testkit.LocalSpark;

/**
 * A site's pipeline on a standalone cluster of a Master and two Workers with a fake GPU each, all
 * by the commands an operator types. Beside it the same verbs in local mode: what they write is
 * equal. Runs after {@code package}, on the jars that users run.
 */
@ExtendWith(LocalSpark.class)
class LaunchedClusterIT {
  /** Different for each row or run by design: a random nonce, the clock. */
  private static final List<String> NEVER_EQUAL = List.of("source_uri", "ingested_at", "at");

  private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  @TempDir private Path folder;
  private final int port = freePort(11_000);
  private final int pages = freePort(20_000);
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "MEDVEIL_FAKE_GPUS",
              "",
              "MEDVEIL_MASTER",
              "spark://127.0.0.1:" + port,
              "MEDVEIL_MASTER_UI",
              "http://127.0.0.1:" + pages));
  private LaunchedHome home;

  @BeforeEach
  void start() throws Exception {
    home = LaunchedHome.at(folder.resolve("med veil"));
    JsonNode state =
        Json.tree(
            home.run(
                environment,
                "cluster",
                "start",
                "--workers=2",
                "--gpus=0,1",
                "--port=" + port,
                "--ui-port=" + pages,
                "--json"));
    assertEquals("up", state.path("state").asText());
    assertEquals(2, state.path("aliveWorkers").asInt());
  }

  @AfterEach
  void stop() throws Exception {
    home.run(environment, "cluster", "stop");
    for (int closed : List.of(port, pages)) {
      assertThrows(
          ConnectException.class,
          () -> new Socket(InetAddress.getLoopbackAddress(), closed).close(),
          "stop leaves nothing behind");
    }
  }

  @Test
  void thePipelineOnTheClusterWritesWhatItWritesLocally() throws Exception {
    assertTrue(probe().contains("GPUS [0, 1]"), "each task has a GPU of its own");
    simulate();

    for (String site : List.of("cluster", "local")) {
      run(
          site,
          "ingest --input",
          data("dicom"),
          "--outcomes",
          data("outcomes.csv"),
          "--keys",
          folder.resolve("keys"),
          "--warehouse",
          warehouse(site));
      run(site, "minimize --warehouse", warehouse(site), "--agreement", agreement());
      run(site, "encode --warehouse", warehouse(site), "--agreement", agreement());
    }
    for (Table table :
        List.of(Tables.INSTANCES, Tables.OUTCOMES, Tables.IMAGES, Tables.EMBEDDINGS)) {
      List<String> rows = rows("local", table);
      assertFalse(rows.isEmpty(), table.name());
      assertEquals(rows, rows("cluster", table), table.name());
    }

    home.withFixedNoise();
    run("cluster", train("cluster"));
    launch("local", train("local"));
    // With the noise fixed and every patient in every step the sums are whole numbers, so nothing
    // may differ: the tolerance is none.
    assertArrayEquals(delta("local"), delta("cluster"));

    Path exchange = folder.resolve("exchange");
    run(
        "cluster",
        "publish --round 1 --warehouse",
        warehouse("cluster"),
        "--ledger",
        ledger("cluster"),
        "--exchange",
        exchange,
        "--keys",
        folder.resolve("keys"));
    assertEquals(3, SmallConsortium.files(exchange).size(), "one bundle of three files");
  }

  private void simulate() {
    CommandRun.of("keys", "init", "--out", folder.resolve("keys")).ends(0);
    CommandRun.of("keys", "init", "--out", folder.resolve("consortium")).ends(0);
    CommandRun.of(
            "simulate",
            "--out",
            folder.resolve("cohort"),
            "--sites",
            1,
            "--patients",
            12,
            "--holdout",
            1,
            "--seed",
            7)
        .ends(0);
    SmallConsortium.write(agreement(), SmallConsortium.example("agreement.conf"));
    SmallConsortium.write(
        conf(), SmallConsortium.example("site.conf").replaceAll("rounds = .*", "rounds = 1"));
    for (String site : List.of("cluster", "local")) {
      CommandRun.of("budget", "init", "--ledger", ledger(site), "--conf", conf()).ends(0);
    }
  }

  /** On the cluster through the launcher, locally in this JVM. */
  private void run(String site, Object first, Object... more) throws Exception {
    Object[] words =
        Stream.concat(Stream.of((Object[]) first.toString().split(" ")), Stream.of(more)).toArray();
    if (site.equals("local")) {
      CommandRun.of(words).ends(0);
    } else {
      launch("standalone-gpu", words);
    }
  }

  private void run(String site, Object[] words) throws Exception {
    run(site, words[0], List.of(words).subList(1, words.length).toArray());
  }

  private void launch(String cluster, Object... words) throws Exception {
    List<Object> line = new ArrayList<>(List.of(words));
    Path kept = folder.resolve("kept.json");
    line.addAll(List.of("--json", "--metrics-out", kept, "--cluster", cluster));
    // A small cohort needs no optimising compiler; nothing else of the profile is changed.
    line.addAll(
        List.of("--", "--executor-memory", "1g", "--conf", "spark.sql.shuffle.partitions=4"));
    line.addAll(List.of("--conf", "spark.executor.extraJavaOptions=" + QUICK));
    line.addAll(List.of("--conf", "spark.driver.extraJavaOptions=" + QUICK));
    if (words[0].equals("encode")) {
      // As on a cluster of several machines, natives and all.
      line.addAll(List.of("--conf", "spark.medveil.jars=travel"));
    }
    String out = home.run(environment, "run", line.toArray());
    JsonNode result = Json.tree(out.lines().reduce((before, last) -> last).orElseThrow());
    assertEquals(0, result.path("exitCode").asInt(), out);
    assertEquals("done", result.path("status").asText(), out);
    assertEquals(result, Json.tree(Files.readString(kept)));
  }

  private Object[] train(String site) {
    return new Object[] {
      "train",
      "--round",
      "1",
      "--warehouse",
      warehouse(site),
      "--conf",
      conf(),
      "--agreement",
      agreement(),
      "--ledger",
      ledger(site),
      "--exchange",
      folder.resolve("exchange"),
      "--consortium-key",
      folder.resolve("consortium/signing.pub")
    };
  }

  /** The profile's own settings, a program of ours in the place of a verb. */
  private String probe() throws Exception {
    String line =
        home.run(
            environment,
            "run",
            "probe",
            "--cluster",
            "standalone-gpu",
            "--dry-run",
            "--",
            "--executor-memory",
            "1g",
            "--conf",
            "spark.cores.max=2");
    Path classes = Path.of("target/test-classes").toAbsolutePath();
    String program =
        line.strip()
            .replaceFirst(
                "--class org.medveil.jobs.Main .*",
                "--conf spark.executor.extraClassPath='"
                    + classes
                    + "' --class "
                    + GpuProbe.class.getName()
                    + " '"
                    + classes
                    + "' 2");
    Map<String, String> spark = new HashMap<>(environment);
    spark.put("SPARK_HOME", home.root().resolve("jobs/target/spark").toString());
    spark.put("SPARK_CONF_DIR", home.root().resolve("conf").toString());
    return LaunchedHome.run(spark, List.of("bash", "-c", program));
  }

  private List<String> rows(String site, Table table) {
    String[] columns =
        table.columns().stream()
            .map(column -> column.name())
            .filter(name -> !NEVER_EQUAL.contains(name))
            .toArray(String[]::new);
    return TableStore.open(SparkSessions.open("compare"), warehouse(site).toString())
        .read(table)
        .selectExpr(columns)
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private byte[] delta(String site) throws Exception {
    try (Stream<Path> files = Files.walk(warehouse(site).resolve("site_update"))) {
      return Files.readAllBytes(
          files.filter(f -> f.endsWith("delta.bin")).findFirst().orElseThrow());
    }
  }

  private Path data(String name) {
    return folder.resolve("cohort/site-1").resolve(name);
  }

  private Path warehouse(String site) {
    return folder.resolve(site + " warehouse");
  }

  private Path agreement() {
    return folder.resolve("agreement.conf");
  }

  private Path conf() {
    return folder.resolve("site.conf");
  }

  private String ledger(String site) {
    return "jdbc:h2:file:" + folder.resolve(site + "-ledger");
  }

  /** Below the ports that the kernel gives to outgoing connections. */
  private static int freePort(int from) {
    for (int port = from + (int) (ProcessHandle.current().pid() % 5000); ; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        assertTrue(port < from + 9000, "no free port");
      }
    }
  }
}
