package org.medveil.audits.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An attack's scores of many targets, one row for each target and patient, population left out.
 *
 * @param patients number of each row's patient
 * @param members whether the patient was in that target
 * @param values scores of the attack
 */
public record MemberPool(int[] patients, boolean[] members, double[] values) {
  /** Refuses arrays of different lengths. */
  public MemberPool {
    if (patients.length != members.length || patients.length != values.length) {
      throw new IllegalArgumentException("one patient, membership and score for each row");
    }
    patients = patients.clone();
    members = members.clone();
    values = values.clone();
  }

  /** Attacks each of the targets. */
  public static MemberPool of(Shadows shadows, Attack attack, List<Integer> targets) {
    ShadowDesign design = shadows.design();
    List<Integer> patients = new ArrayList<>();
    List<Boolean> members = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int target : targets) {
      double[] scores = attack.scores(shadows, target);
      for (int p = 0; p < scores.length; p++) {
        if (!design.population(p)) {
          patients.add(p);
          members.add(design.in(target, p));
          values.add(scores[p]);
        }
      }
    }
    boolean[] in = new boolean[members.size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = members.get(i);
    }
    return new MemberPool(
        patients.stream().mapToInt(Integer::intValue).toArray(),
        in,
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The rows of some patients; may be empty. */
  public MemberPool where(IntPredicate patient) {
    int[] kept =
        java.util.stream.IntStream.range(0, patients.length)
            .filter(i -> patient.test(patients[i]))
            .toArray();
    int[] who = new int[kept.length];
    boolean[] in = new boolean[kept.length];
    double[] score = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      who[i] = patients[kept[i]];
      in[i] = members[kept[i]];
      score[i] = values[kept[i]];
    }
    return new MemberPool(who, in, score);
  }

  /** Rows. */
  public int size() {
    return values.length;
  }

  /** Number of different patients. */
  public int distinctPatients() {
    return (int) java.util.Arrays.stream(patients).distinct().count();
  }

  /**
   * Members and others.
   *
   * @throws IllegalArgumentException if a side is empty
   */
  public MemberScores scores() {
    return new MemberScores(side(true), side(false));
  }

  private double[] side(boolean member) {
    return java.util.stream.IntStream.range(0, values.length)
        .filter(i -> members[i] == member)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  /** Not the scores: they are patients'. */
  @Override
  public String toString() {
    return "MemberPool[" + values.length + " rows]";
  }
}
