package org.medveil.jobs.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/**
 * How a verb ended, refusals included: what {@code --json} prints and {@code --metrics-out} keeps.
 *
 * @param verb as typed, {@code keys init} included
 * @param code how it ended
 * @param fields the members of the result line, in their order
 */
record Outcome(String verb, ExitCode code, Map<String, Object> fields) {
  Outcome {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A run that did what it was asked. */
  static Outcome done(String verb, JobResult result, Optional<String> manifest) {
    return new Outcome(verb, ExitCode.OK, fields(verb, ExitCode.OK, result, manifest));
  }

  /** A run that was refused or failed. */
  static Outcome refused(String verb, Refusal refusal) {
    ExitCode code = refusal.exitCode();
    String status = code == ExitCode.NOTHING_NEW ? "nothing-new" : "refused";
    JobResult nothing = new JobResult(status, Map.of(), Map.of(), Map.of());
    Map<String, Object> fields = fields(verb, code, nothing, Optional.empty());
    fields.put("message", refusal.getMessage());
    fields.put("hint", refusal.hint());
    return new Outcome(verb, code, fields);
  }

  String json() {
    return Json.line(fields);
  }

  private static Map<String, Object> fields(
      String verb, ExitCode code, JobResult result, Optional<String> manifest) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verb", verb);
    fields.put("status", result.status());
    fields.put("exitCode", code.code());
    fields.put("metrics", result.metrics());
    fields.put("outputs", result.outputs());
    fields.put("manifest", manifest.orElse(null));
    return fields;
  }
}
