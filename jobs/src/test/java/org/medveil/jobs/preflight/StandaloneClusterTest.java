package org.medveil.jobs.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** A real Master, a real worker with two pretended GPUs, and what Spark would wait for for ever. */
class StandaloneClusterTest {
  @TempDir private Path folder;

  @Test
  void everyWaitEnds() throws Exception {
    String port = freePort();
    String pages = freePort();
    String url = "spark://127.0.0.1:" + port;
    try (ChildJvm master =
            jvm(Master.class, "--host", "127.0.0.1", "--port", port, "--webui-port", pages);
        ChildJvm verbs =
            jvm(PreflightProgram.class, port, pages, "no-worker", "gpus", "dynamic", "dying")) {
      for (int second = 0; second < 120 && !verbs.printed().contains("CASE no-worker"); second++) {
        Thread.sleep(1000);
      }
      says(verbs, "CASE no-worker: exit 75, 0 of 1 executors after 5 s");
      says(verbs, ": no worker is alive (0 known to the Master)");
      try (ChildJvm worker = worker(url)) {
        assertTrue(verbs.ends(240), () -> "the program ends\n" + verbs.printed());
        // It waited for the worker, which came; a third task at once is an error and no wait.
        says(verbs, "CASE gpus: GPUs [0, 1], three: [SPARK-24819]");
        says(verbs, "CASE dynamic: open");
        says(verbs, "CASE dying: exit 75, 0 of 1 executors after 8 s");
        says(verbs, ": the workers start executors, and none reports to the driver");
        assertTrue(worker.alive() && master.alive());
        whatNoWorkerHasIsRefusedAtOnce(url, pages);
      }
    }
  }

  /** Before an application is started: this JVM has a Spark of its own. */
  private static void whatNoWorkerHasIsRefusedAtOnce(String url, String pages) {
    Map.of(
            Map.of(ExecutorShape.GPUS, "4", GpuKeys.TASK_GPUS, "4"), "1 cores, 1024 MiB, 4 GPUs",
            Map.of("spark.executor.cores", "3"), "3 cores, 1024 MiB, 0 GPUs",
            Map.of("spark.executor.memory", "3g"), "1 cores, 3072 MiB, 0 GPUs")
        .forEach(
            (settings, asked) -> {
              SparkConf conf = new SparkConf(false).setMaster(url);
              conf.set(Patience.UI, "http://127.0.0.1:" + pages).set(Patience.WAIT, "300s");
              settings.forEach(conf::set);
              Refusal refusal = PreflightTest.refused(conf);
              assertEquals(ExitCode.USAGE, refusal.exitCode());
              String message = refusal.getMessage();
              assertTrue(message.startsWith("an executor asks for " + asked), message);
              assertTrue(message.endsWith(" has 2 cores, 2048 MiB, 2 GPUs"), message);
            });
  }

  private ChildJvm worker(String url) throws IOException {
    Path script = Path.of("../conf/gpu-discovery.sh").toAbsolutePath().normalize();
    Path conf = folder.resolve("worker.conf");
    Files.writeString(
        conf,
        "spark.worker.resource.gpu.amount 2\nspark.worker.resource.gpu.discoveryScript "
            + script
            + "\n");
    return jvm(
        Worker.class,
        "--host",
        "127.0.0.1",
        "--webui-port",
        "0",
        "--cores",
        "2",
        "--memory",
        "2g",
        "--work-dir",
        folder.resolve("work").toString(),
        "--properties-file",
        conf.toString(),
        url);
  }

  private ChildJvm jvm(Class<?> main, String... arguments) throws IOException {
    return new ChildJvm(folder, main, arguments);
  }

  private static void says(ChildJvm verbs, String line) {
    assertTrue(verbs.printed().contains(line), () -> line + " is missing in\n" + verbs.printed());
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
