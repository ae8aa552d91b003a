package org.medveil.dp;

import java.util.Map;
import java.util.TreeMap;
import org.medveil.contracts.Refusal;

/**
 * Σ wₖ·Δₖ / Σ wₖ with weights that are public constants of the agreement (or noisy counts that were
 * released), never a site's true number of patients.
 *
 * @param publicWeights by site, finite, &gt; 0
 */
public record WeightedMean(Map<String, Double> publicWeights) implements AggregationRule {
  /** Refuses (exit 2) no weights, or weights outside the range above. */
  public WeightedMean {
    publicWeights = Map.copyOf(publicWeights);
    boolean allPositive =
        publicWeights.values().stream().allMatch(w -> w > 0 && !Double.isInfinite(w));
    if (publicWeights.isEmpty() || !allPositive) {
      throw Refusal.usage(
          "Aggregation weights must be finite numbers above 0, one for each site.",
          "Take the public constants of the agreement.");
    }
  }

  @Override
  public float[] aggregate(Map<String, ModelDelta> deltas) {
    if (!deltas.keySet().equals(publicWeights.keySet())) {
      throw Refusal.badData(
          "The deltas do not come from exactly the weighted sites.", "Wait for all sites.");
    }
    double total = 0;
    double[] sum = null;
    // Sorted, so that floating-point rounding is the same wherever the files came from first.
    for (Map.Entry<String, ModelDelta> site : new TreeMap<>(deltas).entrySet()) {
      float[] values = site.getValue().values();
      double weight = publicWeights.get(site.getKey());
      sum = sum == null ? new double[values.length] : sum;
      if (sum.length != values.length) {
        throw Refusal.badData("The deltas differ in length.", "All sites must train one model.");
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * values[i];
      }
      total += weight;
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / total);
    }
    return mean;
  }
}
