package org.medveil.audits.membership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.Resampling;

/** Both attacks on every model but one, over all patients, in groups, and on those told best. */
public final class MembershipAudit {
  /** Below so many patients a group's figures are chance and may point at persons. */
  public static final int LEAST_PATIENTS = 20;

  private final Shadows shadows;
  private final List<String> names;
  private final Map<String, Set<Integer>> groups;
  private final Resampling resampling;

  /**
   * @param shadows all models' outputs
   * @param names pseudonym of each patient, for the resampling
   * @param groups name to numbers of patients, in the order of the report
   * @param resampling over patients
   */
  public MembershipAudit(
      Shadows shadows,
      List<String> names,
      Map<String, Set<Integer>> groups,
      Resampling resampling) {
    this.shadows = shadows;
    this.names = List.copyOf(names);
    this.groups = new LinkedHashMap<>(groups);
    this.resampling = resampling;
  }

  /**
   * What an attack reaches on some patients.
   *
   * @param group who
   * @param patients how many
   * @param auc area under the curve, chance 0.5
   * @param atOnePercent rates at the threshold with 1 % false positives over all patients
   */
  public record Group(String group, int patients, Estimate auc, PooledRates.Point atOnePercent) {}

  /**
   * What an attack reaches.
   *
   * @param attack its name
   * @param pool all scores
   * @param all everyone
   * @param atOnePerMille rates at the threshold with 0.1 % false positives
   * @param groups each large enough
   * @param tooSmall groups that were left out, those that would give them away included
   * @param worst the tenth told best on half of the targets, measured on the others
   * @param apart rates at thresholds of 10, 1 and 0.1 % that were chosen on half of the targets and
   *     measured on the others
   */
  public record Result(
      String attack,
      MemberPool pool,
      Group all,
      PooledRates.Point atOnePerMille,
      List<Group> groups,
      List<String> tooSmall,
      Optional<Group> worst,
      List<PooledRates.Point> apart) {
    /** Copies the lists. */
    public Result {
      groups = List.copyOf(groups);
      tooSmall = List.copyOf(tooSmall);
      apart = List.copyOf(apart);
    }

    /** The smallest false positive rate above 0 that the pooled scores can show. */
    public double resolution() {
      return pool.scores().resolution();
    }
  }

  /** LiRA and RMIA; the last model tunes RMIA and is no target. */
  public List<Result> results() {
    int last = shadows.design().models() - 1;
    return List.of(result(new Lira(), last), result(Rmia.tunedOn(shadows, last), last));
  }

  private Result result(Attack attack, int targets) {
    List<Integer> even = IntStream.range(0, targets).filter(t -> t % 2 == 0).boxed().toList();
    List<Integer> odd = IntStream.range(0, targets).filter(t -> t % 2 == 1).boxed().toList();
    MemberPool chosen = MemberPool.of(shadows, attack, even);
    MemberPool apart = MemberPool.of(shadows, attack, odd);
    MemberPool all = MemberPool.of(shadows, attack, IntStream.range(0, targets).boxed().toList());
    PooledRates rates = new PooledRates(all, names, resampling);
    double threshold = rates.threshold(0.01);
    List<String> small = tooSmall(all);
    List<Group> large =
        groups.keySet().stream()
            .filter(name -> !small.contains(name))
            .map(name -> group(name, all.where(groups.get(name)::contains), threshold))
            .toList();
    MemberPool worst = WorstDecile.of(chosen, apart);
    PooledRates measured = new PooledRates(apart, names, resampling);
    PooledRates choice = new PooledRates(chosen, names, resampling);
    return new Result(
        attack.name(),
        all,
        group("all", all, threshold),
        rates.at(0.001),
        large,
        small,
        worst.distinctPatients() < LEAST_PATIENTS
            ? Optional.empty()
            : Optional.of(group("the tenth told best", worst, threshold)),
        List.of(0.1, 0.01, 0.001).stream()
            .map(rate -> measured.above(choice.threshold(rate)))
            .toList());
  }

  private Group group(String name, MemberPool pool, double threshold) {
    PooledRates rates = new PooledRates(pool, names, resampling);
    return new Group(name, pool.distinctPatients(), rates.auc(), rates.above(threshold));
  }

  /**
   * Groups of few patients; where one of a kind (sex, age, …) is, also the next smallest, because
   * the size of one missing group is what the others leave.
   */
  private List<String> tooSmall(MemberPool all) {
    Map<String, Map<String, Integer>> kinds = new LinkedHashMap<>();
    groups.forEach(
        (name, patients) ->
            kinds
                .computeIfAbsent(name.split("=", 2)[0], kind -> new LinkedHashMap<>())
                .put(name, all.where(patients::contains).distinctPatients()));
    List<String> small = new ArrayList<>();
    for (Map<String, Integer> sizes : kinds.values()) {
      List<String> ascending =
          sizes.keySet().stream()
              .sorted(
                  Comparator.comparingInt((String name) -> sizes.get(name))
                      .thenComparing(name -> name))
              .toList();
      long few = ascending.stream().filter(name -> sizes.get(name) < LEAST_PATIENTS).count();
      long left = few == 1 ? Math.min(2, ascending.size()) : few;
      small.addAll(ascending.subList(0, (int) left));
    }
    return small;
  }
}
