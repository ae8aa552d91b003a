package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** One site missing, one too many, one wrong signature: no model. */
class AggregationTest {
  private final float[] global = {1, 2};
  private final SigningKey key1 = SigningKey.generate();
  private final SigningKey key2 = SigningKey.generate();
  private final Bundle one = bundle("site-1", 5, key1, 4, 8);
  private final Bundle two = bundle("site-2", 5, key2, 1, -1);

  @Test
  void the_next_model_is_the_old_one_plus_the_weighted_mean() {
    // (1·(4,8) + 2·(1,−1)) / 3 = (2, 2)
    assertArrayEquals(new float[] {3, 4}, Aggregation.next(global, List.of(one, two), declared()));
    assertArrayEquals(new float[] {3, 4}, Aggregation.next(global, List.of(two, one), declared()));
  }

  @Test
  void a_missing_site_is_named() {
    Refusal refusal = assertRefused(ExitCode.BAD_DATA, List.of(one));
    assertTrue(refusal.getMessage().contains("site-2"));
  }

  @Test
  void an_undeclared_or_doubled_site_is_refused() {
    Bundle three = bundle("site-3", 5, SigningKey.generate(), 0, 1);
    assertRefused(ExitCode.BAD_DATA, List.of(one, two, three));
    assertRefused(ExitCode.BAD_DATA, List.of(one, two, one));
  }

  @Test
  void a_bundle_signed_by_another_sites_key_is_refused() {
    assertRefused(ExitCode.POLICY_REFUSED, List.of(one, bundle("site-2", 5, key1, 1, -1)));
  }

  @Test
  void another_round_or_starting_point_is_refused() {
    assertRefused(ExitCode.BAD_DATA, List.of(one, bundle("site-2", 4, key2, 1, -1)));
    Bundle elsewhere =
        Fixtures.bundle(
            Fixtures.terms("site-2", 5, new float[] {0, 0}), delta(Fixtures.MODEL, 1, -1), key2);
    assertRefused(ExitCode.BAD_DATA, List.of(one, elsewhere));
    Bundle otherModel =
        Fixtures.bundle(Fixtures.terms("site-2", 5, global), delta("c".repeat(64), 1, -1), key2);
    assertRefused(ExitCode.BAD_DATA, List.of(one, otherModel));
    Bundle longer = Fixtures.bundle(Fixtures.terms("site-2", 5, global), Fixtures.delta(3), key2);
    assertRefused(ExitCode.BAD_DATA, List.of(one, longer));
  }

  @Test
  void global_parameters_other_than_declared_are_refused() {
    JdbcLedgerTest.assertRefused(
        ExitCode.BAD_DATA,
        () -> Aggregation.next(new float[] {1, 2.5f}, List.of(one, two), declared()));
  }

  @Test
  void a_delta_above_the_norm_bound_is_refused() {
    assertRefused(ExitCode.POLICY_REFUSED, List.of(one, bundle("site-2", 5, key2, 11, 0)));
  }

  @Test
  void a_receipt_below_what_the_run_itself_costs_is_refused() {
    assertRefused(ExitCode.POLICY_REFUSED, List.of(one, withReceipt(0.01, "rdp")));
    double fair = two.manifest().epsilonAfter();
    assertRefused(ExitCode.POLICY_REFUSED, List.of(one, withReceipt(fair, "wishful")));
    Aggregation.next(global, List.of(one, withReceipt(fair + 1, "rdp")), declared());
  }

  @Test
  void weights_are_public_positive_numbers_of_exactly_the_sites() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> new WeightedMean(Map.of("site-1", bad)));
    }
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> new WeightedMean(Map.of()));
    JdbcLedgerTest.assertRefused(
        ExitCode.BAD_DATA,
        () -> new WeightedMean(Map.of("site-1", 1.0)).aggregate(Map.of("site-2", two.delta())));
    JdbcLedgerTest.assertRefused(
        ExitCode.USAGE,
        () ->
            new Declaration(
                5,
                Map.of("site-1", key1.verifyingKey()),
                Map.of("site-2", 1.0),
                10,
                Fixtures.MODEL,
                Hashes.parametersSha256(global)));
  }

  @Test
  void the_hash_of_parameters_is_fixed_for_ever() {
    // SHA-256 of 00 00 80 3f 00 00 00 40
    byte[] bytes = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    assertEquals(Hashes.sha256Hex(bytes), Hashes.parametersSha256(global));
  }

  private Bundle withReceipt(double epsilonAfter, String accountant) {
    Mechanism mechanism = new SubsampledGaussian(0.1, 4, 100);
    LedgerReceipt receipt =
        new LedgerReceipt(
            "run-1",
            "eyes",
            PrivacyUnit.PATIENT,
            List.of(mechanism),
            epsilonAfter,
            1e-5,
            Fixtures.HASH,
            accountant,
            "2026-11-24T00:00:00Z");
    Release<ModelDelta> release = Fixtures.release(two.delta(), mechanism);
    BundleTerms terms = Fixtures.terms("site-2", 5, global);
    return Bundles.create(
        Bundles.manifest(terms, release, receipt, new ExactTestNoise()), release, key2);
  }

  private Bundle bundle(String site, int round, SigningKey key, float... values) {
    return Fixtures.bundle(Fixtures.terms(site, round, global), delta(Fixtures.MODEL, values), key);
  }

  private static ModelDelta delta(String model, float... values) {
    return new ModelDelta(model, values);
  }

  private Declaration declared() {
    return new Declaration(
        5,
        Map.of("site-1", key1.verifyingKey(), "site-2", key2.verifyingKey()),
        Map.of("site-1", 1.0, "site-2", 2.0),
        10,
        Fixtures.MODEL,
        Hashes.parametersSha256(global));
  }

  private Refusal assertRefused(ExitCode code, List<Bundle> bundles) {
    return JdbcLedgerTest.assertRefused(code, () -> Aggregation.next(global, bundles, declared()));
  }
}
