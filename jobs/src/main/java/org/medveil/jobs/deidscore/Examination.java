package org.medveil.jobs.deidscore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.medveil.imaging.score.Score;
import org.medveil.imaging.score.Violation;

/**
 * The outcome of one scoring.
 *
 * @param files that the key names
 * @param matched of these, that have a result
 */
record Examination(int files, int matched, Score score, List<Violation> violations) {
  static Examination of(List<ScoreStep.Scored> scored, Score score) {
    return new Examination(
        scored.size(),
        (int) scored.stream().map(ScoreStep.Scored::result).filter(Objects::nonNull).count(),
        score,
        scored.stream().flatMap(one -> one.report().violations().stream()).toList());
  }

  int missing() {
    return files - matched;
  }

  /** Counts and percentages, no values. */
  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("percent", percent(score.headline()));
    metrics.put("correct", score.headline().correct());
    metrics.put("required", score.headline().required());
    metrics.put("files", files);
    metrics.put("matched", matched);
    metrics.put("missing", missing());
    metrics.put("rows", tally(score.rows()));
    Map<String, Object> actions = new LinkedHashMap<>();
    score.byAction().forEach((action, tally) -> actions.put(action.word(), tally(tally)));
    metrics.put("actions", actions);
    Map<String, Object> categories = new LinkedHashMap<>();
    score.byCategory().forEach((one, tally) -> categories.put(one.word(), tally(tally)));
    metrics.put("categories", categories);
    metrics.put("newViolations", violations.size());
    return metrics;
  }

  static Map<String, Object> tally(Score.Tally tally) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("percent", percent(tally));
    figures.put("correct", tally.correct());
    figures.put("required", tally.required());
    return figures;
  }

  /** Rounded down: 99.9999 is not a hundred. */
  static double percent(Score.Tally tally) {
    return Math.floor(tally.percent() * 10000) / 10000;
  }
}
