package org.medveil.jobs.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A run's figures in Prometheus' text format, for the textfile collector of node_exporter. Numbers
 * and truth values become gauges, nested names are joined by {@code _}; texts and lists are left to
 * the JSON. Every sample has the labels {@code verb} and, when the verb knows it, {@code site}.
 */
final class PrometheusText {
  private final String labels;
  private final Map<String, String> gauges = new LinkedHashMap<>();

  private PrometheusText(String labels) {
    this.labels = labels;
  }

  static String of(Outcome outcome, Optional<String> site, Instant end) {
    String labels =
        "{verb=\""
            + escaped(outcome.verb())
            + "\""
            + site.map(name -> ",site=\"" + escaped(name) + "\"").orElse("")
            + "}";
    PrometheusText text = new PrometheusText(labels);
    text.put("run_exit_code", outcome.code().code());
    text.put("run_end_timestamp_seconds", end.toEpochMilli() / 1000.0);
    text.put("metric", outcome.fields().get("metrics"));
    return text.written();
  }

  private void put(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, inner) -> put(name + "_" + snake(String.valueOf(key)), inner));
    } else if (value instanceof Boolean truth) {
      gauges.putIfAbsent(name, truth ? "1" : "0");
    } else if (value instanceof Number number) {
      gauges.putIfAbsent(name, spelt(number));
    }
  }

  private String written() {
    StringBuilder text = new StringBuilder();
    gauges.forEach(
        (name, value) ->
            text.append("# TYPE medveil_")
                .append(name)
                .append(" gauge\n")
                .append("medveil_")
                .append(name)
                .append(labels)
                .append(' ')
                .append(value)
                .append('\n'));
    return text.toString();
  }

  /** Java and Prometheus disagree on the infinities only. */
  private static String spelt(Number number) {
    double value = number.doubleValue();
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : number.toString();
  }

  /** {@code framesLeftOut} is {@code frames_left_out}. */
  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(Locale.ROOT);
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
