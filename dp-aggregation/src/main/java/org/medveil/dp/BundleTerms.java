package org.medveil.dp;

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
    String codeVersion) {}
