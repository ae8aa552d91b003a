package org.medveil.jobs.preflight;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.medveil.contracts.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a verb's session, or says why it cannot be: settings that contradict each other (2) before
 * Spark starts, a cluster that cannot give what is asked (2) or does not give it in time (75). No
 * wait is longer than {@code spark.medveil.resources.wait} and Spark's own start.
 */
public final class Preflight {
  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);
  static final String LOOK = "spark.scheduler.barrier.maxConcurrentTasksCheck.interval";
  static final String LOOKS = "spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures";
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private Preflight() {}

  /**
   * @param builder carries the settings
   * @param conf the same settings, to be looked at
   * @throws Refusal exit 2 or 75
   */
  public static SparkSession open(SparkSession.Builder builder, SparkConf conf) {
    return open(builder, conf, LOG::warn);
  }

  static SparkSession open(SparkSession.Builder builder, SparkConf conf, Consumer<String> say) {
    ClusterMaster master = ClusterMaster.of(conf.get("spark.master"));
    Patience patience = Patience.of(conf);
    GpuKeys.check(conf, master);
    barrierLimits(conf, patience).forEach(builder::config);
    if (master.local()) {
      return new SessionStart(builder).now();
    }
    coresSuffice(conf, master);
    MasterWatch watch = new MasterWatch(master, conf);
    Deadline deadline = Deadline.in(patience.limit());
    if (master.standalone()) {
      connect(master, patience, deadline, say);
      Optional<Shortage> shortage = watch.shortage("");
      if (shortage.isPresent() && shortage.get().lasting()) {
        throw Refusal.usage(shortage.get().reason(), shortage.get().cure());
      }
      shortage.ifPresent(s -> say.accept(s.reason() + "; waiting"));
    }
    long before = System.nanoTime();
    SparkSession session = new SessionStart(builder).within(deadline.left(), master.text());
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    Duration own = took.compareTo(SessionStart.OWN_TIME) < 0 ? took : SessionStart.OWN_TIME;
    try {
      new ExecutorWait(session.sparkContext(), patience, watch, say).until(deadline.later(own));
      return session;
    } catch (Refusal refusal) {
      session.stop();
      throw refusal;
    } catch (IllegalStateException e) {
      throw session.sparkContext().isStopped() ? ExecutorWait.givenUp(e) : e;
    }
  }

  /** Spark's own limit for a barrier stage without slots is 40 looks, 15 s apart. */
  static Map<String, String> barrierLimits(SparkConf conf, Patience patience) {
    return conf.contains(LOOK) || conf.contains(LOOKS)
        ? Map.of()
        : Map.of(LOOK, "5s", LOOKS, Long.toString(Math.max(1, patience.limit().toSeconds() / 5)));
  }

  private static void coresSuffice(SparkConf conf, ClusterMaster master) {
    int most = conf.getInt("spark.cores.max", Integer.MAX_VALUE);
    int cores = ExecutorShape.of(conf).cores();
    if (master.standalone() && most < cores) {
      throw Refusal.usage(
          "spark.cores.max "
              + most
              + " is below spark.executor.cores "
              + cores
              + ": no executor would ever start",
          "raise the one or lower the other");
    }
  }

  private static void connect(
      ClusterMaster master, Patience patience, Deadline deadline, Consumer<String> say) {
    boolean told = false;
    while (!master.answers(CONNECT)) {
      if (deadline.passed()) {
        throw Refusal.tryAgain(
            "no Master answers at "
                + master.text()
                + " within "
                + patience.limit().toSeconds()
                + " s ("
                + Patience.WAIT
                + ")",
            "is it running (pipelines/cluster status), and are host and port right?");
      }
      if (!told) {
        say.accept("no Master answers at " + master.text() + " yet; waiting");
        told = true;
      }
      deadline.pause(Duration.ofSeconds(1));
    }
  }
}
