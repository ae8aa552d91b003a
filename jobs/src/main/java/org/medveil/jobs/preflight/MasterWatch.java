package org.medveil.jobs.preflight;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.medveil.contracts.Refusal;

/**
 * Asks a standalone cluster's Masters how they are. Where their pages cannot be read there is
 * nothing to say, and only the wait is left.
 */
final class MasterWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String DEFAULT_PORT = ":8080";

  private final ClusterMaster master;
  private final ExecutorShape executor;
  private final List<URI> pages;

  /**
   * @throws Refusal exit 2 when {@code spark.medveil.master.ui} is no web address
   */
  MasterWatch(ClusterMaster master, SparkConf conf) {
    this.master = master;
    this.executor = ExecutorShape.of(conf);
    this.pages = pages(master, conf);
  }

  /** The Master that is in charge; empty when none of them says so, or for another cluster. */
  Optional<MasterState> state() {
    List<MasterState> answers =
        pages.stream()
            .flatMap(page -> MasterState.ask(page, PATIENCE).stream())
            .filter(this::ours)
            .toList();
    return answers.stream()
        .filter(answer -> answer.status().equals("ALIVE"))
        .findFirst()
        .or(() -> answers.stream().findFirst());
  }

  /**
   * Why no executor can come; empty when one could, or when nobody says.
   *
   * @param own id of the application that asks; empty before it has one
   */
  Optional<Shortage> shortage(String own) {
    return state().flatMap(state -> Shortage.of(state, executor, own));
  }

  /** How far the clock of the first Master's web server is ahead, in whole seconds. */
  Optional<Duration> clock() {
    return pages.stream().flatMap(page -> MasterState.clock(page, PATIENCE).stream()).findFirst();
  }

  /** Where it looks, for a hint. */
  String where() {
    return pages.isEmpty() ? "" : pages.get(0) + "/json/";
  }

  /** Another service may live on the default port: a Master names the port it serves. */
  private boolean ours(MasterState state) {
    return master.addresses().stream()
        .anyMatch(address -> state.url().endsWith(":" + address.getPort()));
  }

  private static List<URI> pages(ClusterMaster master, SparkConf conf) {
    if (!master.standalone()) {
      return List.of();
    }
    Stream<String> given =
        conf.contains(Patience.UI)
            ? Stream.of(conf.get(Patience.UI).split(","))
            : master.addresses().stream()
                .map(address -> "http://" + address.getHostString() + DEFAULT_PORT);
    return given.map(MasterWatch::page).toList();
  }

  private static URI page(String text) {
    try {
      URI page = URI.create(text.strip().replaceAll("/+$", ""));
      if (page.getHost() != null && page.getScheme().matches("https?")) {
        return page;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Refusal.usage(
        Patience.UI + " '" + text + "' is not a web address", "e.g. http://master:8080");
  }
}
