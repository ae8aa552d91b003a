package org.medveil.jobs.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medveil.jobs.cli.StrictObject;

/**
 * How many rows one stage of one site took in, handed on and set aside.
 *
 * @param input what comes in, e.g. files
 * @param output what goes out, e.g. instances
 */
record StageCount(
    String site, String stage, String input, String output, long in, long out, List<Reject> rejects)
    implements Figure.Inside {

  /** Why rows were set aside, and how many. */
  record Reject(String reason, long count) implements Figure.Inside {}

  static StageCount read(StrictObject o) {
    List<Reject> rejects =
        o.objects("rejects", r -> new Reject(r.text("reason"), r.integer("count", 0)));
    Set<String> seen = new HashSet<>();
    rejects.forEach(r -> o.check(seen.add(r.reason), "rejects", "must not repeat a reason"));
    return new StageCount(
        o.text("site"),
        o.text("stage"),
        o.text("input"),
        o.text("output"),
        o.integer("rows_in", 0),
        o.integer("rows_out", 0),
        rejects);
  }

  long rejected() {
    return rejects.stream().mapToLong(Reject::count).sum();
  }

  boolean addsUp() {
    return in == out + rejected();
  }
}
