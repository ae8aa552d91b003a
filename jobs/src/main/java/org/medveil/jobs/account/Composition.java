package org.medveil.jobs.account;

import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.dp.Mechanism;
import org.medveil.dp.NeighbourRelation;
import org.medveil.jobs.agreement.Samplers;

/**
 * What is asked about.
 *
 * @param mechanisms at least one, in the order they ran
 * @param delta in (0, 1)
 * @param relation which data sets are neighbours
 */
record Composition(List<Mechanism> mechanisms, double delta, NeighbourRelation relation) {
  Composition {
    mechanisms = List.copyOf(mechanisms);
    if (!(delta > 0 && delta < 1)) {
      throw Refusal.usage(
          "delta must lie strictly between 0 and 1, got " + delta,
          "Give a delta below 1 / number of patients, e.g. 1e-5.");
    }
  }

  /** The sampler that the accounting supposes. */
  String sampler() {
    return Samplers.of(mechanisms);
  }
}
