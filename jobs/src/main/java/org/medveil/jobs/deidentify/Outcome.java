package org.medveil.jobs.deidentify;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.burnedin.Finding;
import org.medveil.imaging.burnedin.PixelVerdict;
import org.medveil.imaging.deid.Action;
import org.medveil.imaging.deidfile.CleanFile;
import org.medveil.imaging.deidfile.IdPair;

/**
 * What became of one file.
 *
 * @param end how it ended
 * @param entry for the ledger
 * @param actions attributes per action; empty unless written
 * @param pixels what was done to pixels; null unless written
 * @param pairs identifiers before and after; empty unless asked for
 */
record Outcome(
    End end, Entry entry, EnumMap<Action, Integer> actions, Seen pixels, ArrayList<IdPair> pairs)
    implements Serializable {
  enum End {
    WRITTEN,
    QUARANTINED,
    KNOWN
  }

  /**
   * What the pixel step saw.
   *
   * @param masks boxes in each frame
   * @param read of them, those that only the text reader found
   */
  record Seen(boolean examined, int masks, int read) implements Serializable {}

  static Outcome written(Entry entry, CleanFile file, List<IdPair> pairs) {
    EnumMap<Action, Integer> actions = new EnumMap<>(Action.class);
    actions.putAll(file.actions());
    int masks = file.pixels() instanceof PixelVerdict.Mask mask ? mask.boxes().size() : 0;
    Stream<Finding> read = file.pixels().findings().stream().filter(Finding::isRead);
    Seen seen = new Seen(file.examined(), masks, (int) read.map(Finding::box).distinct().count());
    return new Outcome(End.WRITTEN, entry, actions, seen, new ArrayList<>(pairs));
  }

  static Outcome quarantined(Entry entry) {
    return new Outcome(
        End.QUARANTINED, entry, new EnumMap<>(Action.class), null, new ArrayList<>());
  }

  static Outcome known(Entry entry, List<IdPair> pairs) {
    return new Outcome(End.KNOWN, entry, new EnumMap<>(Action.class), null, new ArrayList<>(pairs));
  }

  /** The same file, refused after all. */
  Outcome refused(RejectReason reason, String detail) {
    return new Outcome(End.QUARANTINED, entry.refused(reason, detail), actions(), null, pairs);
  }

  boolean is(End other) {
    return end == other;
  }

  static int sum(Map<Action, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
