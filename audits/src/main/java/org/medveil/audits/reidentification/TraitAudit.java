package org.medveil.audits.reidentification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.medveil.audits.AuditRow;
import org.medveil.audits.AuditRows;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.PatientBootstrap;
import org.medveil.audits.statistics.Resampling;
import org.medveil.dp.evaluation.WeightedAuroc;

/**
 * Demographics from vectors, on patient-disjoint folds, and whether they are easier to tell on
 * images that were re-identified: a pattern that appears also when demographics have no part in
 * re-identification, because both need a good image.
 */
final class TraitAudit {
  private static final double RIDGE = 0.01;
  private static final int LEAST_PATIENTS = 10;

  private final AuditRows rows;
  private final int folds;
  private final Resampling resampling;

  TraitAudit(AuditRows rows, int folds, Resampling resampling) {
    this.rows = rows;
    this.folds = folds;
    this.resampling = resampling;
  }

  /** The most frequent value of sex and of age band; empty where too few patients differ. */
  List<TraitFinding> findings(Map<String, Double> hits) {
    List<TraitFinding> findings = new ArrayList<>();
    of("sex", AuditRow::sex, hits).ifPresent(findings::add);
    of("age band", AuditRow::ageBand, hits).ifPresent(findings::add);
    return findings;
  }

  private Optional<TraitFinding> of(
      String name, Function<AuditRow, Optional<String>> trait, Map<String, Double> hits) {
    List<AuditRow> known = rows.all().stream().filter(row -> trait.apply(row).isPresent()).toList();
    Map<String, java.util.Set<String>> patients = new TreeMap<>();
    for (AuditRow row : known) {
      patients
          .computeIfAbsent(trait.apply(row).get(), v -> new java.util.HashSet<>())
          .add(row.subject());
    }
    List<String> values =
        patients.keySet().stream()
            .sorted(Comparator.comparingInt((String v) -> -patients.get(v).size()))
            .toList();
    if (values.size() < 2 || patients.get(values.get(1)).size() < LEAST_PATIENTS) {
      return Optional.empty();
    }
    String value = values.get(0);
    AuditRows judged = AuditRows.of(known);
    double[] scores = new double[judged.size()];
    Folds parts = new Folds(folds, resampling.seed());
    for (int fold = 0; fold < folds; fold++) {
      score(judged, new Target(value, trait), parts, fold, scores);
    }
    boolean[] positive = new boolean[scores.length];
    boolean[] found = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = trait.apply(judged.row(i)).get().equals(value);
      found[i] = hits.getOrDefault(judged.row(i).instance(), 0.0) >= 0.5;
    }
    WeightedAuroc auc = new WeightedAuroc(scores, positive);
    PatientBootstrap bootstrap =
        PatientBootstrap.of(judged.all().stream().map(AuditRow::subject).toList(), resampling);
    return Findings.whereThereIsData(
            () ->
                bootstrap.estimates(
                    weights -> {
                      double among = auc.of(where(found, true, weights));
                      double others = auc.of(where(found, false, weights));
                      return new double[] {auc.of(weights), among, others, among - others};
                    }))
        .map(figures -> finding(name + "=" + value, figures, judged.patients()));
  }

  /** The weights of the images that were found, or of the others; 0 elsewhere. */
  private static int[] where(boolean[] found, boolean wanted, int[] weights) {
    return IntStream.range(0, weights.length)
        .map(i -> found[i] == wanted ? weights[i] : 0)
        .toArray();
  }

  private static TraitFinding finding(String trait, List<Estimate> figures, int patients) {
    return new TraitFinding(
        trait, figures.get(0), figures.get(1), figures.get(2), figures.get(3), patients);
  }

  private record Target(String value, Function<AuditRow, Optional<String>> trait) {
    double of(AuditRow row) {
      return trait.apply(row).orElseThrow().equals(value) ? 1 : 0;
    }
  }

  private static void score(
      AuditRows judged, Target target, Folds parts, int fold, double[] scores) {
    List<Integer> places =
        IntStream.range(0, judged.size())
            .filter(i -> parts.of(judged.row(i)) == fold)
            .boxed()
            .toList();
    if (places.isEmpty()) {
      return;
    }
    AuditRows known = judged.where(row -> parts.of(row) != fold);
    float[] out =
        TraitModel.fit(known, List.of(target::of), RIDGE)
            .scores(AuditRows.of(places.stream().map(judged::row).toList()));
    for (int i = 0; i < out.length; i++) {
      scores[places.get(i)] = out[i];
    }
  }
}
