package org.medveil.imaging.score;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of what was required was kept.
 *
 * @param headline counted once for each action, place, words, patient, study and series; correct
 *     only when correct in every file of the series
 * @param rows counted for each row of the answer key
 * @param byAction as {@code rows}, for the actions the key has
 * @param byCategory as {@code rows}, for the categories the key has
 * @param failures all rows that were not kept, in the key's order
 */
public record Score(
    Tally headline,
    Tally rows,
    Map<Action, Tally> byAction,
    Map<Category, Tally> byCategory,
    List<Verdict> failures) {
  /** Correct of required. */
  public record Tally(long correct, long required) {
    public Tally {
      if (correct < 0 || correct > required) {
        throw new IllegalArgumentException("0 <= correct <= required");
      }
    }

    /** 0 to 100; 100 when nothing is required. */
    public double percent() {
      return required == 0 ? 100 : 100.0 * correct / required;
    }

    Tally plus(boolean kept) {
      return new Tally(correct + (kept ? 1 : 0), required + 1);
    }
  }

  /** Settles what is claimed and counts. */
  public static Score of(Collection<Verdict> verdicts, IdMapping mapping) {
    List<Verdict> settled = new Claims(verdicts, mapping).settle(verdicts);
    Map<String, Boolean> once = new HashMap<>();
    Map<Action, Tally> actions = new EnumMap<>(Action.class);
    Map<Category, Tally> categories = new EnumMap<>(Category.class);
    Tally rows = new Tally(0, 0);
    for (Verdict verdict : settled) {
      boolean kept = verdict.outcome() == Verdict.Outcome.PASSED;
      Requirement row = verdict.requirement();
      rows = rows.plus(kept);
      actions.merge(row.action(), new Tally(0, 0).plus(kept), Score::sum);
      categories.merge(row.category(), new Tally(0, 0).plus(kept), Score::sum);
      once.merge(inSeries(verdict), kept, Boolean::logicalAnd);
    }
    long correct = once.values().stream().filter(kept -> kept).count();
    return new Score(
        new Tally(correct, once.size()),
        rows,
        actions,
        categories,
        settled.stream().filter(one -> one.outcome() != Verdict.Outcome.PASSED).toList());
  }

  private static Tally sum(Tally a, Tally b) {
    return new Tally(a.correct() + b.correct(), a.required() + b.required());
  }

  /** What is the same in all files of a series; words set rows of one place apart. */
  private static String inSeries(Verdict verdict) {
    Requirement row = verdict.requirement();
    boolean words = row.action() == Action.TEXT_REMOVED || row.action() == Action.TEXT_RETAINED;
    return String.join(
        "\0", row.action().word(), row.path(), words ? row.actionText() : "", verdict.series());
  }
}
