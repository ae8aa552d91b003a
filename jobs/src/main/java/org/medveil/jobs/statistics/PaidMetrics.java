package org.medveil.jobs.statistics;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.dp.LedgerReceipt;
import org.medveil.dp.NoiseSource;
import org.medveil.dp.PrivacyBudget;

/** What a release of statistics cost, as a verb's metrics say it. */
public final class PaidMetrics {
  private PaidMetrics() {}

  /**
   * Unit, relation, sampler and δ beside every epsilon.
   *
   * @param budget of this release
   * @param receipt of the ledger
   * @param noise that was used
   */
  public static Map<String, Object> of(
      PrivacyBudget budget, LedgerReceipt receipt, NoiseSource noise) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("epsilon", budget.epsilon());
    metrics.put("delta", budget.delta());
    metrics.put("unit", "patient");
    metrics.put("relation", receipt.unit().relation());
    metrics.put("sampler", "none (every patient)");
    metrics.put("accountant", receipt.accountant());
    metrics.put("epsilonAfter", receipt.epsilonAfter());
    metrics.put("epsilonAfterDelta", receipt.delta());
    metrics.put("noiseSource", noise.id());
    metrics.put("ledgerEntryHash", receipt.entryHash());
    return metrics;
  }
}
