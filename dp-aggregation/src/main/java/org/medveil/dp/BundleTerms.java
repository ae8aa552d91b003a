package org.medveil.dp;

import org.medveil.contracts.Refusal;

/**
 * The part of a manifest that neither the release nor the ledger knows.
 *
 * @param site the site's public name
 * @param round 1, 2, 3, …
 * @param baseSha256 {@link Hashes#parametersSha256} of the global parameters trained from
 * @param encoderId which encoder made the vectors
 * @param encoderSha256 its hash
 * @param purpose purpose of the data-use agreement
 * @param agreementId which agreement
 * @param clippingNorm C of the run
 * @param expectedBatch public denominator
 * @param codeVersion Medveil's version
 */
public record BundleTerms(
    String site,
    int round,
    String baseSha256,
    String encoderId,
    String encoderSha256,
    String purpose,
    String agreementId,
    double clippingNorm,
    int expectedBatch,
    String codeVersion) {
  /** Refuses (exit 2) what a manifest could not carry, before any budget is spent on it. */
  public BundleTerms {
    requireName("site name", BundleManifest.isSite(site));
    requireName("purpose", BundleManifest.isName(purpose));
    requireName("agreement id", BundleManifest.isName(agreementId));
    requireName("encoder id", BundleManifest.isName(encoderId));
    requireName("code version", BundleManifest.isName(codeVersion));
  }

  private static void requireName(String what, boolean holds) {
    if (!holds) {
      throw Refusal.usage(
          "The " + what + " cannot stand in a bundle: no free text may leave.",
          "Use a name without blanks: letters, digits and . _ : / + = @ , ( ) -, at most 100.");
    }
  }
}
