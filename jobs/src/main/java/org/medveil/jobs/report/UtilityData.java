package org.medveil.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.medveil.jobs.cli.StrictObject;

/**
 * What the model can do on patients it never saw.
 *
 * @param byRound the federated private model, rounds ascending; never empty
 * @param nonPrivate the same model pooled without noise, or null when not measured
 * @param localOnly each hospital's model on its own; may be empty
 * @param roc curves; may be empty
 */
record UtilityData(
    HeldOut heldOut,
    List<RoundScore> byRound,
    Score nonPrivate,
    List<SiteScore> localOnly,
    List<Roc> roc) {

  /** On whom, and how the interval was found. */
  record HeldOut(String task, int patients, int images, String ciMethod)
      implements Figure.OfHoldOut {}

  /** AUROC with its confidence interval, all in [0, 1]. */
  record Score(double auroc, double ciLow, double ciHigh) implements Figure.OfHoldOut {
    static Score read(StrictObject o) {
      Score score = new Score(o.share("auroc"), o.share("ci_low"), o.share("ci_high"));
      boolean ordered = score.ciLow <= score.auroc && score.auroc <= score.ciHigh;
      o.check(ordered, "auroc", "must lie between ci_low and ci_high");
      return score;
    }
  }

  record RoundScore(int round, Score score) {}

  record SiteScore(String site, Score score) {}

  /** A curve from points (false positive rate, true positive rate), both ascending. */
  record Roc(String label, List<double[]> points) implements Figure.OfHoldOut {
    static Roc read(StrictObject o) {
      List<double[]> points = new ArrayList<>();
      double[] last = {0, 0};
      for (JsonNode p : o.array("points")) {
        boolean pair = p.isArray() && p.size() == 2 && p.get(0).isNumber() && p.get(1).isNumber();
        o.check(pair, "points", "must be pairs of numbers");
        double[] point = {p.get(0).doubleValue(), p.get(1).doubleValue()};
        boolean rising =
            point[0] >= last[0] && point[1] >= last[1] && point[0] <= 1 && point[1] <= 1;
        o.check(rising, "points", "must rise within [0, 1]");
        points.add(point);
        last = point;
      }
      o.check(points.size() >= 2, "points", "must hold at least two points");
      return new Roc(o.text("label"), List.copyOf(points));
    }
  }

  static UtilityData read(StrictObject o) {
    HeldOut heldOut =
        new HeldOut(
            o.text("task"),
            o.smallInteger("held_out_patients", 1),
            o.smallInteger("held_out_images", 1),
            o.text("ci_method"));
    List<RoundScore> byRound =
        o.someObjects("by_round", r -> new RoundScore(r.smallInteger("round", 0), Score.read(r)));
    for (int i = 1; i < byRound.size(); i++) {
      boolean rising = byRound.get(i).round > byRound.get(i - 1).round;
      o.check(rising, "by_round", "must have rising round numbers");
    }
    return new UtilityData(
        heldOut,
        byRound,
        o.objectOrNull("non_private", Score::read),
        o.objects("local_only", s -> new SiteScore(s.text("site"), Score.read(s))),
        o.objects("roc", Roc::read));
  }

  /** The score after the last round. */
  Score last() {
    return byRound.get(byRound.size() - 1).score();
  }
}
