package org.medveil.dp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medveil.contracts.Refusal;

/**
 * The next global model from all sites' bundles, or a refusal: no site is dropped, none is added,
 * and every receipt must be plausible.
 */
public final class Aggregation {
  // Receipts are doubles that went through JSON unchanged; this only forgives another libm.
  private static final double ROUNDING = 1e-9;

  private Aggregation() {}

  /**
   * global + weighted mean of the deltas.
   *
   * @param global parameters of the round, whose hash the declaration names
   * @param bundles one of each declared site, any order
   * @return new parameters, same length as {@code global}
   * @throws Refusal exit 65 if a site is missing, unexpected or there twice, or a bundle is of
   *     another round, model or starting point; exit 77 if a signature, a receipt or the norm bound
   *     does not hold
   */
  public static float[] next(float[] global, List<Bundle> bundles, Declaration declared) {
    if (!Hashes.parametersSha256(global).equals(declared.baseSha256())) {
      throw Refusal.badData(
          "The global parameters are not those that the round declares.",
          "Take the parameters that the previous round ended with.");
    }
    Map<String, ModelDelta> deltas = new TreeMap<>();
    for (Bundle bundle : bundles) {
      String site = bundle.manifest().site();
      if (!declared.sites().containsKey(site)) {
        throw Refusal.badData(
            "Site '" + site + "' is not declared for round " + declared.round() + ".",
            "Declare it, or remove its bundle from the exchange.");
      }
      check(bundle, declared, global.length);
      if (deltas.put(site, bundle.delta()) != null) {
        throw Refusal.badData(
            "Site '" + site + "' sent two bundles.", "One site and round publishes one bundle.");
      }
    }
    requireAll(declared.sites().keySet(), deltas.keySet());
    return plus(global, new WeightedMean(declared.weights()).aggregate(deltas));
  }

  private static void check(Bundle bundle, Declaration declared, int dimension) {
    BundleManifest manifest = bundle.manifest();
    String who = "The bundle of site '" + manifest.site() + "' ";
    if (!declared.sites().get(manifest.site()).verify(bundle.manifestBytes(), bundle.signature())) {
      throw Refusal.policy(
          who + "is not signed with the site's key.",
          "Compare the key's fingerprint with the site.");
    }
    boolean sameStart =
        manifest.round() == declared.round()
            && manifest.modelSha256().equals(declared.modelSha256())
            && manifest.baseSha256().equals(declared.baseSha256())
            && manifest.dimension() == dimension;
    if (!sameStart) {
      throw Refusal.badData(
          who + "is of another round, model or starting point.",
          "The site must train from the declared global model.");
    }
    if (!plausible(manifest)) {
      throw Refusal.policy(
          who + "states less epsilon than its own run costs, or an unknown accountant.",
          "Compare the receipt with the site's ledger.");
    }
    if (!(bundle.delta().norm() <= declared.normBound())) {
      throw Refusal.policy(
          who + "has a delta above the agreed norm bound.",
          "Ask the site to check its training; the bound protects the other sites.");
    }
  }

  private static boolean plausible(BundleManifest manifest) {
    return Accountants.named(manifest.accountant())
        .map(one -> one.epsilon(List.of(manifest.mechanism()), manifest.delta()))
        .filter(alone -> manifest.epsilonAfter() >= alone * (1 - ROUNDING))
        .isPresent();
  }

  private static void requireAll(Set<String> declared, Set<String> present) {
    Set<String> missing = new TreeSet<>(declared);
    missing.removeAll(present);
    if (!missing.isEmpty()) {
      throw Refusal.badData(
          "The round lacks the bundles of " + missing + ".",
          "Wait for them, or declare the round anew without them.");
    }
  }

  private static float[] plus(float[] global, float[] delta) {
    float[] next = new float[global.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = global[i] + delta[i];
    }
    return next;
  }
}
