package org.medveil.jobs.deidentify;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.deid.Action;

/**
 * Counts of a run; {@code files = known + written + quarantined}.
 *
 * @param files read; a member of an archive counts as one
 * @param known treated by an earlier run with the same rules
 * @param written new files
 * @param quarantined newly
 * @param pixels of the files written
 * @param actions attributes of the files written
 * @param reasons of the files quarantined
 */
record Tally(
    long files,
    long known,
    long written,
    long quarantined,
    Pixels pixels,
    Map<Action, Long> actions,
    Map<String, Long> reasons) {

  /**
   * Files written by what was done to their pixels.
   *
   * @param masked boxes were blanked
   * @param examined looked at, nothing found
   * @param unexamined no pixels, or the policy asks for no look
   * @param boxes masks in all files, counted once for all frames of a file
   * @param read of them, those that only the text reader found
   */
  record Pixels(long masked, long examined, long unexamined, long boxes, long read) {}

  static Tally of(List<Outcome> outcomes) {
    Map<Action, Long> actions = new EnumMap<>(Action.class);
    Map<String, Long> reasons = new TreeMap<>();
    long[] ends = new long[Outcome.End.values().length];
    long masked = 0;
    long examined = 0;
    long boxes = 0;
    long read = 0;
    for (Outcome outcome : outcomes) {
      ends[outcome.end().ordinal()]++;
      if (outcome.is(Outcome.End.QUARANTINED)) {
        reasons.merge(outcome.entry().reason(), 1L, Long::sum);
      } else if (outcome.is(Outcome.End.WRITTEN)) {
        outcome.actions().forEach((action, n) -> actions.merge(action, (long) n, Long::sum));
        masked += outcome.pixels().masks() > 0 ? 1 : 0;
        examined += outcome.pixels().masks() == 0 && outcome.pixels().examined() ? 1 : 0;
        boxes += outcome.pixels().masks();
        read += outcome.pixels().read();
      }
    }
    long written = ends[Outcome.End.WRITTEN.ordinal()];
    Tally tally =
        new Tally(
            outcomes.size(),
            ends[Outcome.End.KNOWN.ordinal()],
            written,
            ends[Outcome.End.QUARANTINED.ordinal()],
            new Pixels(masked, examined, written - masked - examined, boxes, read),
            actions,
            reasons);
    if (tally.files != tally.known + tally.written + tally.quarantined) {
      throw new IllegalStateException("counts do not add up");
    }
    return tally;
  }

  long residualHits() {
    return reasons.getOrDefault(RejectReason.IDENTIFIER_LEFT.name(), 0L);
  }

  Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("files", files);
    metrics.put("written", written);
    metrics.put("quarantined", quarantined);
    metrics.put("known", known);
    metrics.put("masked", pixels.masked());
    metrics.put("examinedClean", pixels.examined());
    metrics.put("pixelsNotExamined", pixels.unexamined());
    metrics.put("boxes", pixels.boxes());
    metrics.put("boxesOfTextReader", pixels.read());
    metrics.put("residualHits", residualHits());
    Map<String, Object> byName = new LinkedHashMap<>();
    actions.forEach((action, n) -> byName.put(action.name(), n));
    metrics.put("actions", byName);
    metrics.put("quarantineReasons", new TreeMap<>(reasons));
    return metrics;
  }
}
