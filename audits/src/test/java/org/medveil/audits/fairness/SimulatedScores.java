package org.medveil.audits.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.medveil.dp.accounting.Normal;

/** Scores whose AUROC in each group is known: normal in both classes, √2·Φ⁻¹(AUROC) apart. */
final class SimulatedScores {
  private final SplittableRandom random;
  private final List<ScoredRow> rows = new ArrayList<>();

  SimulatedScores(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Patients with two images each, alike; every {@code oneIn}-th has the event. */
  SimulatedScores add(Map<String, String> groups, int patients, int oneIn, double auroc) {
    double apart = Math.sqrt(2) * Normal.quantile(auroc);
    for (int p = 0; p < patients; p++) {
      boolean event = p % oneIn == 0;
      String subject = "p" + rows.size();
      double mean = (event ? apart : 0) + Math.sqrt(0.5) * normal();
      for (int image = 0; image < 2; image++) {
        double x = mean + Math.sqrt(0.5) * normal();
        rows.add(ScoredRow.of(subject, event, 1 / (1 + Math.exp(-x)), groups));
      }
    }
    return this;
  }

  ScoredRows rows() {
    return new ScoredRows(rows);
  }

  private double normal() {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
