package org.medveil.jobs.preflight;

import java.time.Duration;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.medveil.contracts.Refusal;

/**
 * The cluster of {@code spark.master}, looked at without starting an application.
 *
 * @param found one sentence
 * @param clock how far the Master's clock is ahead; empty where it was not told
 */
public record ClusterLook(String found, Optional<Duration> clock) {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /**
   * Whether there is something to look at: an own JVM is no cluster, YARN tells only applications.
   */
  public static boolean possible(SparkConf conf) {
    return ClusterMaster.of(conf.get("spark.master", "local")).standalone();
  }

  /**
   * Looks at a standalone cluster.
   *
   * @throws Refusal exit 2 when it can never start one of this profile's executors, 75 when it
   *     cannot now
   */
  public static ClusterLook at(SparkConf conf) {
    ClusterMaster master = ClusterMaster.of(conf.get("spark.master"));
    GpuKeys.check(conf, master);
    MasterWatch watch = new MasterWatch(master, conf);
    if (!master.answers(CONNECT)) {
      throw Refusal.tryAgain(
          "no Master answers at " + master.text(), "is it running: pipelines/cluster status");
    }
    MasterState state =
        watch
            .state()
            .orElseThrow(
                () ->
                    Refusal.tryAgain(
                        "the Master answers, but not its pages at " + watch.where(),
                        Patience.UI + " says where they are"));
    ExecutorShape executor = ExecutorShape.of(conf);
    Shortage.of(state, executor, "")
        .ifPresent(
            shortage -> {
              throw shortage.lasting()
                  ? Refusal.usage(shortage.reason(), shortage.cure())
                  : Refusal.tryAgain(shortage.reason(), shortage.cure());
            });
    int room = state.alive().stream().mapToInt(worker -> worker.roomFor(executor)).sum();
    String found =
        "%s: %d workers alive, room for %d executors of %s, %d applications run"
            .formatted(
                state.url(), state.alive().size(), room, executor, state.applications().size());
    return new ClusterLook(found, watch.clock());
  }

  /** The settings among themselves, whatever the master. */
  public static void checkKeys(SparkConf conf) {
    GpuKeys.check(conf, ClusterMaster.of(conf.get("spark.master", "local")));
  }
}
