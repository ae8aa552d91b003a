package org.medveil.jobs.minimize;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of a run; {@code candidates = images + rejects}.
 *
 * @param instances objects with at least one candidate
 * @param framesLeftOut frames of these beyond the agreement's number
 * @param candidates frames looked at
 * @param images new rows
 * @param rejects new rows
 * @param suppressed candidates whose quasi-identifiers k-anonymity removed
 * @param pixels candidates by what the examiner made of them ({@link Minimized#pixels})
 */
record Counts(
    long instances,
    long framesLeftOut,
    long candidates,
    long images,
    long rejects,
    long suppressed,
    Map<String, Long> pixels) {
  Counts {
    if (candidates != images + rejects) {
      throw new IllegalStateException("counts do not add up");
    }
  }

  /**
   * @param examined the agreement has pixels examined; then {@code images = masked + examinedClean
   *     + pixelsNotExamined}, and {@code pixelConcerns} are rejects
   */
  Map<String, Object> metrics(boolean examined) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("instances", instances);
    metrics.put("framesLeftOut", framesLeftOut);
    metrics.put("candidates", candidates);
    metrics.put("images", images);
    metrics.put("rejects", rejects);
    metrics.put("kSuppressedRows", suppressed);
    if (examined) {
      Map<String, Long> concerns = new TreeMap<>(pixels);
      for (String end : Minimized.LET_THROUGH) {
        Long frames = concerns.remove(end);
        metrics.put(end, frames == null ? 0 : frames);
      }
      metrics.put("pixelConcerns", concerns);
    }
    return metrics;
  }
}
