package org.medveil.dp;

import java.util.List;

/** Small valid objects, so that each test says only what it changes. */
final class Fixtures {
  static final String MODEL = "a".repeat(64);
  static final String HASH = "b".repeat(64);

  private Fixtures() {}

  static ModelDelta delta(int dimension) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (i + 1) * 0.25f;
    }
    return new ModelDelta(MODEL, values);
  }

  static LedgerReceipt receipt(Mechanism mechanism) {
    double epsilon = new RdpAccountant().epsilon(List.of(mechanism), 1e-5);
    return new LedgerReceipt(
        "run-1",
        "eyes",
        PrivacyUnit.PATIENT,
        List.of(mechanism),
        epsilon,
        1e-5,
        HASH,
        "rdp",
        "2026-11-24T00:00:00Z");
  }

  static Release<ModelDelta> release(ModelDelta delta, Mechanism mechanism) {
    return new Release<>(delta, List.of(mechanism), PrivacyUnit.PATIENT);
  }

  static BundleTerms terms(String site, int round, float[] global) {
    return new BundleTerms(
        site,
        round,
        Hashes.parametersSha256(global),
        "pixels-32",
        HASH,
        "retinopathy-grading",
        "agreement-7",
        1.0,
        64,
        "0.1.0");
  }

  static Bundle bundle(BundleTerms terms, ModelDelta delta, SigningKey key) {
    Mechanism mechanism = new SubsampledGaussian(0.1, 4, 100);
    Release<ModelDelta> release = release(delta, mechanism);
    BundleManifest manifest =
        Bundles.manifest(terms, release, receipt(mechanism), new ExactTestNoise());
    return Bundles.create(manifest, release, key);
  }
}
