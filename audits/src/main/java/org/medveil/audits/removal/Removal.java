package org.medveil.audits.removal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.erasure.Eraser;
import org.medveil.audits.erasure.FittedEraser;
import org.medveil.audits.reidentification.Identification;
import org.medveil.audits.reidentification.RatePoint;
import org.medveil.audits.reidentification.Rates;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.dp.evaluation.WeightedAuroc;

/**
 * Whole and erased vectors of the same patients side by side. Attackers and probes are trained on
 * the patients of {@code train}, separately for whole and for erased vectors, and tried on those of
 * {@code test}.
 */
public final class Removal {
  private final AuditRows train;
  private final AuditRows test;
  private final RemovalSettings settings;
  private final Map<Attacker, Optional<Identification>> whole = new LinkedHashMap<>();

  /**
   * @param train patients of all fits
   * @param test other patients
   */
  public Removal(AuditRows train, AuditRows test, RemovalSettings settings) {
    if (train.subjects().stream().anyMatch(new java.util.HashSet<>(test.subjects())::contains)) {
      throw new IllegalArgumentException("a patient is both in train and in test");
    }
    this.train = train;
    this.test = test;
    this.settings = settings;
  }

  /**
   * An attack before and after.
   *
   * @param attacker who
   * @param before rate of being found on whole vectors
   * @param after on erased ones, the attacker trained on erased ones
   * @param change after − before, paired
   */
  public record Attack(Attacker attacker, RatePoint before, RatePoint after, Estimate change) {}

  /**
   * A question before and after, as AUROC.
   *
   * @param target what is asked
   * @param before linear probe on whole vectors
   * @param after on erased ones, trained on erased ones
   * @param change after − before, paired
   * @param nonLinear after, by a probe on random cosine features; {@code after} again where it was
   *     not asked for
   */
  public record Question(
      Target target, Estimate before, Estimate after, Estimate change, Estimate nonLinear) {}

  /** Who is found; empty when the rows do not say which visit they are of. */
  public List<Attack> attacks(Eraser eraser, List<Attacker> attackers) {
    AuditRows erasedTrain = FittedEraser.apply(eraser, train);
    AuditRows erasedTest = FittedEraser.apply(eraser, test);
    List<Attack> attacks = new ArrayList<>();
    for (Attacker attacker : attackers) {
      Optional<Identification> before =
          whole.computeIfAbsent(attacker, a -> a.attack(train, test, settings));
      Optional<Identification> after = attacker.attack(erasedTrain, erasedTest, settings);
      if (before.isPresent() && after.isPresent()) {
        attacks.add(attack(attacker, before.get(), after.get()));
      }
    }
    return attacks;
  }

  private Attack attack(Attacker attacker, Identification before, Identification after) {
    int[] mated =
        IntStream.range(0, before.probes()).filter(i -> before.mates(i).mated()).toArray();
    long[] keys = IntStream.of(mated).mapToLong(before::patient).toArray();
    double[] change =
        IntStream.of(mated).mapToDouble(i -> after.hit(i, 1) - before.hit(i, 1)).toArray();
    return new Attack(
        attacker,
        Rates.of(before, settings.resampling()).success(1),
        Rates.of(after, settings.resampling()).success(1),
        PatientBootstrap.ofKeys(keys, settings.resampling()).mean(change));
  }

  /** What can be told; targets of which train or test lack an answer are left out. */
  public List<Question> questions(Eraser eraser, List<Target> targets) {
    AuditRows erasedTrain = FittedEraser.apply(eraser, train);
    RandomFeatures lift = new RandomFeatures(erasedTrain, settings.training().seed());
    AuditRows erasedTest = FittedEraser.apply(eraser, test);
    return asked(
        List.of(train, erasedTrain, lift.of(erasedTrain)),
        List.of(test, erasedTest, lift.of(erasedTest)),
        targets);
  }

  /** The same without the non-linear probe. */
  public List<Question> linearQuestions(Eraser eraser, List<Target> targets) {
    return asked(
        List.of(train, FittedEraser.apply(eraser, train)),
        List.of(test, FittedEraser.apply(eraser, test)),
        targets);
  }

  private List<Question> asked(
      List<AuditRows> trained, List<AuditRows> tried, List<Target> targets) {
    List<Question> questions = new ArrayList<>();
    for (Target target : targets) {
      if (target.askable(train) && target.askable(test)) {
        List<WeightedAuroc> areas = new ArrayList<>();
        for (int i = 0; i < trained.size(); i++) {
          areas.add(area(trained.get(i), tried.get(i), target));
        }
        questions.add(question(target, areas));
      }
    }
    return questions;
  }

  private static WeightedAuroc area(AuditRows train, AuditRows test, Target target) {
    AuditRows asked = test.where(target.known());
    boolean[] answers = new boolean[asked.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = target.positive().test(asked.row(i));
    }
    return new WeightedAuroc(LinearProbe.fit(train, target).scores(asked), answers);
  }

  private Question question(Target target, List<WeightedAuroc> areas) {
    List<String> subjects =
        test.where(target.known()).all().stream().map(AuditRow::subject).toList();
    List<Estimate> estimates =
        PatientBootstrap.of(subjects, settings.resampling())
            .estimates(
                weights -> {
                  double before = areas.get(0).of(weights);
                  double after = areas.get(1).of(weights);
                  return new double[] {
                    before, after, after - before, areas.get(areas.size() - 1).of(weights)
                  };
                });
    return new Question(
        target, estimates.get(0), estimates.get(1), estimates.get(2), estimates.get(3));
  }
}
