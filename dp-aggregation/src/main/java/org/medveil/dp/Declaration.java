package org.medveil.dp;

import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * Who takes part in a round and what from; agreed before anything is sent.
 *
 * @param round 1, 2, 3, …
 * @param sites verifying key of every site that must take part
 * @param weights public weight of every site
 * @param normBound largest L2 norm a delta may have, &gt; 0; infinite = no bound
 * @param modelSha256 hash of the model's description
 * @param baseSha256 {@link Hashes#parametersSha256} of the global parameters of the round
 */
public record Declaration(
    int round,
    Map<String, VerifyingKey> sites,
    Map<String, Double> weights,
    double normBound,
    String modelSha256,
    String baseSha256) {
  /** Refuses (exit 2) a declaration that names no site, or keys and weights of different sites. */
  public Declaration {
    sites = Map.copyOf(sites);
    weights = Map.copyOf(weights);
    if (round < 1 || sites.isEmpty() || !sites.keySet().equals(weights.keySet())) {
      throw Refusal.usage(
          "A round needs a number from 1, and a key and a weight for each of its sites.",
          "Check the declaration of the round.");
    }
    if (!(normBound > 0) || !Hashes.isSha256(modelSha256) || !Hashes.isSha256(baseSha256)) {
      throw Refusal.usage(
          "A round needs a norm bound above 0 and the hashes of its model and its parameters.",
          "Check the declaration of the round.");
    }
  }
}
