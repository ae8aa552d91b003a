package org.medveil.audits.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.audits.statistics.Estimate;
import org.medveil.audits.statistics.Resampling;

/** Gaps are found when they are there and not when they are not. */
class FairnessAuditTest {
  private static final Map<String, String> F = Map.of("sex", "F");
  private static final Map<String, String> M = Map.of("sex", "M");

  @Test
  void identicalGroupsShowNoGapInNineteenOfTwentySeeds() {
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      ScoredRows rows = new SimulatedScores(seed).add(F, 120, 3, 0.85).add(M, 120, 3, 0.85).rows();
      covered += gap(rows, seed, Metric.AUROC_GAP).covers(0) ? 1 : 0;
    }
    // Binomial(200, 0.95): below 180 with a chance of 0.1 %; all 200 would be too wide (3e-5).
    assertTrue(covered >= 180 && covered < 200, "of 200 intervals " + covered + " cover 0");
  }

  @Test
  void aPlantedGapOfOneTenthIsFound() {
    int found = 0;
    for (int seed = 0; seed < 50; seed++) {
      ScoredRows rows =
          new SimulatedScores(1000 + seed).add(F, 300, 3, 0.78).add(M, 300, 3, 0.88).rows();
      found += gap(rows, seed, Metric.AUROC_GAP).interval().high() < 0 ? 1 : 0;
    }
    assertTrue(found >= 40, "power " + found + " of 50");
  }

  @Test
  void anIntervalIsAsWideAsHanleyAndMcNeilSay() {
    // Standard error .0355 at AUROC .85 with 50 and 200 images (audits reference, section 5), exact
    // for exponential scores: with means 17/3 and 1 the first is larger with a chance of .85.
    double width = 0;
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<ScoredRow> rows = new ArrayList<>();
      for (int i = 0; i < 250; i++) {
        double x = -Math.log(1 - random.nextDouble()) * (i < 50 ? 17.0 / 3 : 1);
        rows.add(ScoredRow.of("p" + i, i < 50, x / (1 + x), F));
      }
      Estimate auroc = figure(new ScoredRows(rows), "all", Metric.AUROC, seed);
      width += (auroc.interval().high() - auroc.interval().low()) / 20;
    }
    // 3.92 standard errors; the mean of 20 draws stays within a tenth.
    assertEquals(3.92 * 0.0355, width, 0.1 * 3.92 * 0.0355);
  }

  @Test
  void privacyThatCostsOneGroupMoreIsSeenOnTheSameImages() {
    // The reference ranks all alike; the private model's scores of women are halfway to noise.
    List<ScoredRow> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (ScoredRow row :
        new SimulatedScores(3).add(F, 200, 3, 0.9).add(M, 200, 3, 0.9).rows().rows()) {
      boolean woman = row.groups().get("sex").equals("F");
      double worse = woman ? (row.score() + 2 * random.nextDouble()) / 3 : row.score();
      rows.add(
          new ScoredRow(
              row.subject(), row.event(), worse, OptionalDouble.of(row.score()), row.groups()));
    }
    Estimate cost = gap(new ScoredRows(rows), 1, Metric.COST_GAP);
    assertTrue(cost.interval().high() < 0, "women pay more: " + cost.value());
    assertEquals(0, figure(new ScoredRows(rows), "sex=M", Metric.COST).value(), 0);
  }

  @Test
  void ratesAreThoseAtOneThresholdForAll() {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean event = i % 2 == 0;
      // Women: all called; men: those with the event half the time, those without never.
      rows.add(ScoredRow.of("f" + i, event, 0.9, F));
      rows.add(ScoredRow.of("m" + i, event, event && i % 4 == 0 ? 0.8 : 0.2, M));
    }
    FairnessAudit audit =
        FairnessAudit.of(new ScoredRows(rows), OptionalDouble.of(0.5), Resampling.seeded(1));
    assertEquals(0.5, figure(audit, "sex=F", Metric.TPR_GAP).value(), 1e-12);
    assertEquals(1.0, figure(audit, "sex=F", Metric.FPR_GAP).value(), 1e-12);
    assertEquals(-0.5, figure(audit, "sex=M", Metric.TPR_GAP).value(), 1e-12);
    assertEquals(0.5, figure(audit, "sex=M", Metric.PREVALENCE).value(), 1e-12);
  }

  @Test
  void theSameSeedGivesTheSameFiguresAndTheOrderOfRowsDoesNotMatter() {
    ScoredRows rows = new SimulatedScores(9).add(F, 120, 3, 0.8).add(M, 120, 3, 0.8).rows();
    List<ScoredRow> turned = new ArrayList<>(rows.rows());
    Collections.reverse(turned);
    FairnessAudit one = FairnessAudit.of(rows, OptionalDouble.empty(), Resampling.seeded(4));
    assertEquals(one, FairnessAudit.of(rows, OptionalDouble.empty(), Resampling.seeded(4)));
    Estimate other = figure(new ScoredRows(turned), "sex=F", Metric.AUROC_GAP, 4);
    assertEquals(figure(one, "sex=F", Metric.AUROC_GAP).value(), other.value(), 1e-12);
    assertEquals(
        figure(one, "sex=F", Metric.AUROC_GAP).interval().low(), other.interval().low(), 1e-12);
  }

  private static Estimate figure(ScoredRows rows, String group, Metric metric) {
    return figure(rows, group, metric, 1);
  }

  private static Estimate figure(ScoredRows rows, String group, Metric metric, long seed) {
    return figure(
        FairnessAudit.of(rows, OptionalDouble.empty(), Resampling.seeded(seed), Set.of(metric)),
        group,
        metric);
  }

  private static Estimate figure(FairnessAudit audit, String group, Metric metric) {
    return audit.groups().stream()
        .filter(g -> g.group().name().equals(group))
        .findFirst()
        .orElseThrow()
        .figure(metric)
        .orElseThrow();
  }

  private static Estimate gap(ScoredRows rows, long seed, Metric metric) {
    return figure(rows, "sex=F", metric, seed);
  }
}
