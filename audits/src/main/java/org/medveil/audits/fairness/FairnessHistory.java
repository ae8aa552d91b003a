package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;

/**
 * The models of one lineage, round by round, on the same rows: whether the gap of a group grows
 * while the model learns.
 *
 * @param rounds names of the rounds, in order
 * @param lines one for each group that may be shown
 */
public record FairnessHistory(List<String> rounds, List<Line> lines) {
  /**
   * One group over the rounds.
   *
   * @param group who; everyone has no gaps
   * @param aurocs one for each round; empty where it is not defined
   * @param gaps AUROC minus that of everyone else, one for each round
   * @param change of the gap from the first round to the last, on the same resamples; of the AUROC
   *     for everyone
   */
  public record Line(
      Group group,
      List<Optional<Estimate>> aurocs,
      List<Optional<Estimate>> gaps,
      Optional<Estimate> change) {}

  public FairnessHistory {
    rounds = List.copyOf(rounds);
    lines = List.copyOf(lines);
  }

  /**
   * @param byRound name of the round to its rows, in order, at least two; the same images in the
   *     same order everywhere, only scores differ
   */
  public static FairnessHistory of(
      LinkedHashMap<String, ScoredRows> byRound, Resampling resampling) {
    List<ScoredRows> all = List.copyOf(byRound.values());
    if (all.size() < 2 || all.stream().anyMatch(rows -> !alike(rows, all.get(0)))) {
      throw new IllegalArgumentException("a history is at least two rounds on the same rows");
    }
    List<ScoredRow> first = all.get(0).rows();
    List<Group> candidates = all.get(0).groups();
    Map<Group, Standing> standing = Suppression.of(first, candidates);
    List<Group> groups =
        candidates.stream().filter(g -> g.parts().size() < 2 && standing.get(g).shown()).toList();
    List<Ranking[]> rankings = new ArrayList<>();
    for (Group group : groups) {
      for (ScoredRows rows : all) {
        rankings.add(sides(group, rows));
      }
    }
    int each = 2 * all.size() + 1;
    List<Optional<Estimate>> found =
        PatientBootstrap.of(all.get(0).subjects(), resampling)
            .each(weights -> measured(rankings, all.size(), weights, each * groups.size()));
    List<Line> lines = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int at = g * each;
      lines.add(
          new Line(
              groups.get(g),
              found.subList(at, at + all.size()),
              found.subList(at + all.size(), at + 2 * all.size()),
              found.get(at + each - 1)));
    }
    return new FairnessHistory(List.copyOf(byRound.keySet()), lines);
  }

  private static double[] measured(
      List<Ranking[]> rankings, int rounds, int[] weights, int figures) {
    double[] target = new double[figures];
    int at = 0;
    for (int from = 0; from < rankings.size(); from += rounds) {
      for (int round = 0; round < rounds; round++) {
        Ranking[] sides = rankings.get(from + round);
        target[at + round] = sides[0].auroc(weights);
        target[at + rounds + round] =
            sides.length > 1 ? target[at + round] - sides[1].auroc(weights) : Double.NaN;
      }
      int kind = rankings.get(from).length > 1 ? rounds : 0;
      target[at + 2 * rounds] = target[at + kind + rounds - 1] - target[at + kind];
      at += 2 * rounds + 1;
    }
    return target;
  }

  private static Ranking[] sides(Group group, ScoredRows rows) {
    Scores scores = Scores.of(rows, 0);
    int[] all = IntStream.range(0, rows.rows().size()).toArray();
    int[] in = IntStream.of(all).filter(i -> group.has(rows.rows().get(i))).toArray();
    int[] out = IntStream.of(all).filter(i -> !group.has(rows.rows().get(i))).toArray();
    Ranking inside = new Ranking(scores.scores(), scores.events(), in);
    return out.length == 0
        ? new Ranking[] {inside}
        : new Ranking[] {inside, new Ranking(scores.scores(), scores.events(), out)};
  }

  private static boolean alike(ScoredRows a, ScoredRows b) {
    if (a.rows().size() != b.rows().size()) {
      return false;
    }
    for (int i = 0; i < a.rows().size(); i++) {
      ScoredRow one = a.rows().get(i);
      ScoredRow two = b.rows().get(i);
      if (!one.subject().equals(two.subject())
          || one.event() != two.event()
          || !one.groups().equals(two.groups())) {
        return false;
      }
    }
    return true;
  }
}
