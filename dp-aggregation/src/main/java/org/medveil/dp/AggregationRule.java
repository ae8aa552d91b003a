package org.medveil.dp;

import java.util.Map;

/** How the sites' deltas become one. Sealed: a new rule needs an argument and tests. */
public sealed interface AggregationRule permits WeightedMean {
  /**
   * The combined change of the parameters; does not depend on the order of the map.
   *
   * @param deltas by site, all of one dimension
   */
  float[] aggregate(Map<String, ModelDelta> deltas);
}
