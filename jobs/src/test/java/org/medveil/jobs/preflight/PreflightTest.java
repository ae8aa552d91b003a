package org.medveil.jobs.preflight;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** What is refused before Spark is started. */
class PreflightTest {
  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*]", "local[2,3]"})
  void gpuKeysDoNotGoWithALocalMaster(String master) {
    for (String key : new String[] {ExecutorShape.GPUS, GpuKeys.TASK_GPUS}) {
      Refusal refusal = refused(conf(Map.of("spark.master", master, key, "1")));
      assertEquals(ExitCode.USAGE, refusal.exitCode());
      assertTrue(refusal.getMessage().startsWith(key + " does not go with master " + master));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.7", // Spark: at most 0.5, or whole
    "1, 0.4", // two tasks and a fifth of a device that nobody gets
    "1, 0.3", "3, 2", // one task, and a device that nobody gets
    "1, 2", // no task, ever
    "1, 1.5", "1, 0", "1, -1", "0, 1", "1.5, 1", "one, 1", "1, one",
  })
  void gpusOfATaskMustDivideThoseOfItsExecutor(String executor, String task) {
    Refusal refusal = refused(cluster(ExecutorShape.GPUS, executor, GpuKeys.TASK_GPUS, task));
    assertEquals(ExitCode.USAGE, refusal.exitCode(), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 0.5", "1, 0.33", "1, 0.25", "1, 0.1", "4, 2", "2, 1", "2, 2", "2, 0.5"})
  void whatDividesIsTaken(String executor, String task) {
    SparkConf conf = cluster(ExecutorShape.GPUS, executor, GpuKeys.TASK_GPUS, task);
    assertDoesNotThrow(() -> GpuKeys.check(conf, ClusterMaster.of(conf.get("spark.master"))));
  }

  @Test
  void oneGpuKeyWithoutTheOtherIsRefused() {
    String both = ExecutorShape.GPUS + " is not";
    assertTrue(refused(cluster(GpuKeys.TASK_GPUS, "1")).getMessage().endsWith(both));
    both = GpuKeys.TASK_GPUS + " is not set";
    assertTrue(refused(cluster(ExecutorShape.GPUS, "1")).getMessage().endsWith(both));
  }

  @Test
  void fewerCoresThanOneExecutorIsRefused() {
    Refusal refusal = refused(cluster("spark.cores.max", "1", "spark.executor.cores", "2"));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().startsWith("spark.cores.max 1 is below"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://", "spark://host", "spark://host:", "spark://host:99999"})
  void aMasterWithoutHostAndPortIsRefused(String master) {
    assertEquals(ExitCode.USAGE, refused(conf(Map.of("spark.master", master))).exitCode());
  }

  @ParameterizedTest
  @CsvSource({
    "spark.medveil.resources.wait, soon",
    "spark.medveil.resources.wait, -1s",
    "spark.medveil.resources.minExecutors, 0",
    "spark.medveil.resources.minExecutors, many",
    "spark.medveil.master.ui, master",
  })
  void itsOwnKeysAreChecked(String key, String value) {
    Refusal refusal = refused(cluster(key, value));
    assertEquals(ExitCode.USAGE, refusal.exitCode());
    assertTrue(refusal.getMessage().contains(value), refusal.getMessage());
  }

  @Test
  void aBarrierStageWithoutSlotsWaitsNoLonger() {
    SparkConf conf = cluster(Patience.WAIT, "120s");
    assertEquals(
        Map.of(Preflight.LOOK, "5s", Preflight.LOOKS, "24"),
        Preflight.barrierLimits(conf, Patience.of(conf)));
    conf.set(Preflight.LOOK, "1s");
    assertEquals(Map.of(), Preflight.barrierLimits(conf, Patience.of(conf)), "the site's own");
  }

  @Test
  void aMasterThatDoesNotAnswerIsTriedAgainLater() throws IOException {
    String port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Integer.toString(socket.getLocalPort());
    }
    for (String host : new String[] {"127.0.0.1:" + port, "no-such-host.invalid:7077"}) {
      Refusal refusal =
          refused(conf(Map.of("spark.master", "spark://" + host, Patience.WAIT, "1s")));
      assertEquals(ExitCode.TRY_AGAIN, refusal.exitCode());
      assertTrue(
          refusal.getMessage().startsWith("no Master answers at spark://" + host + " within 1 s"),
          refusal.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Could not parse Master URL: 'yarn', USAGE",
    "Executor memory 104857600 must be at least 471859200, USAGE",
    "The executor resource config: spark.executor.resource.gpu.amount needs to be specified, USAGE",
    "Cannot assign requested address, USAGE",
    "Address already in use: Service 'sparkDriver' failed after 16 retries, TRY_AGAIN",
    "Cannot call methods on a stopped SparkContext., TRY_AGAIN",
  })
  void whatSparkSaysAtItsStartIsNoBug(String message, ExitCode code) {
    RuntimeException failure = new RuntimeException("start", new SparkException(message));
    assertEquals(code, StartFailure.of(failure).orElseThrow().exitCode());
  }

  @Test
  void whatNobodyForesawStaysABug() {
    assertTrue(StartFailure.of(new NullPointerException()).isEmpty());
  }

  /** The refusal; Spark is not started on the way to it. */
  static Refusal refused(SparkConf conf) {
    SparkSession.Builder builder = SparkSession.builder().config(conf);
    return assertThrows(Refusal.class, () -> Preflight.open(builder, conf, line -> {}));
  }

  private static SparkConf cluster(String... settings) {
    SparkConf conf = new SparkConf(false).setMaster("spark://127.0.0.1:7077");
    for (int i = 0; i < settings.length; i += 2) {
      conf.set(settings[i], settings[i + 1]);
    }
    return conf;
  }

  private static SparkConf conf(Map<String, String> settings) {
    SparkConf conf = new SparkConf(false);
    settings.forEach(conf::set);
    return conf;
  }
}
