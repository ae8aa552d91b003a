package org.medveil.jobs.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a standalone Master says at {@code /json/}.
 *
 * @param url the address it serves, {@code spark://host:port}
 * @param status ALIVE, STANDBY, RECOVERING
 * @param workers those it knows, dead ones too
 * @param applications ids of those that run or wait for executors
 */
record MasterState(
    String url, String status, List<WorkerState> workers, List<String> applications) {
  MasterState {
    workers = List.copyOf(workers);
    applications = List.copyOf(applications);
  }

  /** Asks; empty when nothing that looks like a Master answers. */
  static Optional<MasterState> ask(URI ui, Duration patience) {
    try {
      try (InputStream in = connection(ui, patience).getInputStream()) {
        return Optional.ofNullable(new ObjectMapper().readTree(in)).flatMap(MasterState::parse);
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * How far its web server's clock is ahead of this machine's; it tells whole seconds, and less
   * than one is none.
   */
  static Optional<Duration> clock(URI ui, Duration patience) {
    try {
      long before = System.currentTimeMillis() / 1000;
      long there = connection(ui, patience).getHeaderFieldDate("Date", 0) / 1000;
      long after = System.currentTimeMillis() / 1000;
      if (there == 0) {
        return Optional.empty();
      }
      return Optional.of(
          Duration.ofSeconds(there < before ? there - before : Math.max(0, there - after)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URLConnection connection(URI ui, Duration patience) throws IOException {
    URLConnection connection = ui.resolve("/json/").toURL().openConnection();
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) patience.toMillis());
    return connection;
  }

  static Optional<MasterState> parse(JsonNode json) {
    if (!json.path("workers").isArray() || !json.path("url").isTextual()) {
      return Optional.empty();
    }
    List<WorkerState> workers = new ArrayList<>();
    for (JsonNode worker : json.path("workers")) {
      workers.add(
          new WorkerState(
              worker.path("host").asText() + ":" + worker.path("port").asText(),
              worker.path("state").asText().equals("ALIVE"),
              shape(worker, "cores", "memory", "resources"),
              shape(worker, "coresfree", "memoryfree", "resourcesfree")));
    }
    List<String> applications = new ArrayList<>();
    json.path("activeapps").forEach(app -> applications.add(app.path("id").asText()));
    return Optional.of(
        new MasterState(
            json.path("url").asText(), json.path("status").asText(), workers, applications));
  }

  List<WorkerState> alive() {
    return workers.stream().filter(WorkerState::alive).toList();
  }

  private static ExecutorShape shape(JsonNode worker, String cores, String memory, String owned) {
    return new ExecutorShape(
        worker.path(cores).asInt(),
        worker.path(memory).asLong(),
        worker.path(owned).path("gpu").path("addresses").size());
  }
}
