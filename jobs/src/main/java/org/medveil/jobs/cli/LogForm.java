package org.medveil.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * How lines on stderr look: for people, or one JSON object a line for a log collector. The
 * environment variable {@code MEDVEIL_LOG} chooses, for these lines as for Spark's
 * (conf/log4j2.properties), and both use log4j's names of the fields.
 */
enum LogForm {
  /** {@code [verb 12.3s] message}. */
  TEXT,
  /** {@code {"timeMillis":…,"level":…,"loggerName":"medveil.verb","message":…}}. */
  JSON;

  static final String VARIABLE = "MEDVEIL_LOG";

  /** What the environment asks for; an unknown form is refused (2). */
  static LogForm asked() {
    return asked(System.getenv(VARIABLE));
  }

  static LogForm asked(String value) {
    if (value == null || value.isEmpty() || value.equals("text")) {
      return TEXT;
    }
    if (value.equals("json")) {
      return JSON;
    }
    throw Refusal.usage("unknown form of log lines in " + VARIABLE, "known: text, json");
  }

  /** A refusal as an operator reads it: the sentence, what to do, the code. */
  String refusal(String verb, Refusal refusal) {
    int code = refusal.exitCode().code();
    if (this == JSON) {
      return fields(
          verb,
          "ERROR",
          refusal.getMessage(),
          Map.of("hint", refusal.hint(), "exitCode", code, "exit", refusal.exitCode().name()));
    }
    String hint = refusal.hint().isEmpty() ? "" : "  hint: " + refusal.hint() + "\n";
    return String.format(
        Locale.ROOT,
        "medveil %s: %s%n%s  exit %d (%s), see docs/exit-codes.md",
        verb,
        refusal.getMessage(),
        hint,
        code,
        refusal.exitCode());
  }

  /** One line without its end; {@code facts} appear in JSON only, as the text says them already. */
  String line(String verb, double seconds, String message, Map<String, Object> facts) {
    if (this == TEXT) {
      return String.format(Locale.ROOT, "[%s %5.1fs] %s", verb, seconds, message);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seconds", Math.round(seconds * 10) / 10.0);
    all.putAll(facts);
    return fields(verb, "INFO", message, all);
  }

  private static String fields(
      String verb, String level, String message, Map<String, Object> facts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("timeMillis", System.currentTimeMillis());
    fields.put("level", level);
    fields.put("loggerName", "medveil." + verb.replace(' ', '.'));
    fields.put("message", message);
    fields.putAll(facts);
    return Json.line(fields);
  }
}
