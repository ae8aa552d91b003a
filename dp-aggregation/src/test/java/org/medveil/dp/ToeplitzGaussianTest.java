package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medveil.contracts.ExitCode;

/** To every accountant, ledger and bundle a correlated run is one Gaussian release. */
class ToeplitzGaussianTest {
  private final Mechanism run = new ToeplitzGaussian(16, 1.3, 200);
  private final Mechanism same = new SubsampledGaussian(1, 1.3, 1);
  private final SigningKey key = SigningKey.generate();
  private final Release<ModelDelta> release = Fixtures.release(Fixtures.delta(3), run);

  @Test
  void json_round_trip_and_strict_keys() throws Exception {
    String json = Json.compact(run.toMap());
    assertEquals(
        "{\"type\":\"toeplitz_gaussian\",\"bands\":16,\"noise_multiplier\":1.3,\"steps\":200}",
        json);
    assertEquals(run, Mechanism.fromMap(Json.toMap(Json.parse(json))));
    Map<String, Object> more = new HashMap<>(run.toMap());
    more.put("sampling_rate", 0.1);
    JdbcLedgerTest.assertRefused(ExitCode.POLICY_REFUSED, () -> Mechanism.fromMap(more));
  }

  @ParameterizedTest
  @EnumSource(NeighbourRelation.class)
  void alone_and_among_others_it_costs_one_unsampled_release(NeighbourRelation relation) {
    PldAccountant pld = new PldAccountant(relation);
    RdpAccountant rdp = new RdpAccountant(relation);
    List<Mechanism> others =
        List.of(new SubsampledGaussian(0.1, 1.1, 50), new DiscreteLaplace(4, 1, 1, 2));
    for (List<Mechanism> rest : List.of(List.<Mechanism>of(), others)) {
      List<Mechanism> with = new ArrayList<>(rest);
      with.add(run);
      List<Mechanism> plain = new ArrayList<>(rest);
      plain.add(same);
      assertEquals(pld.epsilon(plain, 1e-6), pld.epsilon(with, 1e-6));
      assertEquals(rdp.epsilon(plain, 1e-6), rdp.epsilon(with, 1e-6));
      assertEquals(pld.bracket(plain, 1e-6), pld.bracket(with, 1e-6));
    }
    assertEquals(GaussianDp.of(List.of(same), relation), GaussianDp.of(List.of(run), relation));
  }

  @Test
  void a_refusal_names_the_noise_that_would_fit() {
    BudgetRule rule = BudgetRule.total("eyes", new PrivacyBudget(1, 1e-5));
    BudgetFit fit =
        new BudgetFit(new PldAccountant(), List.of(new BudgetShortfall(rule, List.of(), 4)));
    // 3.73063 is the least for (1, 1e-5), rounded up to three digits.
    assertEquals(" Would fit: a noise multiplier of at least 3.74.", fit.wouldFit(List.of(run)));
  }

  @Test
  void a_bundle_states_it_and_is_read_back() {
    Bundle bundle = Bundles.create(manifest(), release, key);
    Map<String, Object> keys = manifest().toMap();
    assertEquals("single-participation", keys.get("sampler"));
    assertEquals(16, keys.get("bands"));
    assertEquals(1.0, keys.get("sampling_rate"));
    assertEquals(run, bundle.manifest().mechanism());
    assertEquals(
        bundle,
        Bundles.verify(
            bundle.manifestBytes(), bundle.deltaBytes(), bundle.signature(), key.verifyingKey()));
  }

  @Test
  void a_manifest_that_mixes_the_two_samplers_is_refused() {
    refusedWith(Map.of("bands", 0));
    refusedWith(Map.of("bands", 201));
    refusedWith(Map.of("bands", 16.0));
    refusedWith(Map.of("sampling_rate", 0.5));
    refusedWith(Map.of("sampler", "Poisson"));
    Map<String, Object> less = new LinkedHashMap<>(manifest().toMap());
    less.remove("bands");
    refused(less);
    Map<String, Object> sampled =
        new LinkedHashMap<>(
            Fixtures.bundle(Fixtures.terms("site-1", 2, new float[3]), Fixtures.delta(3), key)
                .manifest()
                .toMap());
    assertFalse(sampled.containsKey("bands"));
    sampled.put("bands", 1);
    refused(sampled);
  }

  @Test
  void the_consortium_recomputes_its_epsilon() {
    float[] global = new float[3];
    Declaration declared =
        new Declaration(
            2,
            Map.of("site-1", key.verifyingKey()),
            Map.of("site-1", 1.0),
            10,
            Fixtures.MODEL,
            Hashes.parametersSha256(global));
    Bundle honest = Bundles.create(manifest(), release, key);
    assertTrue(Aggregation.next(global, List.of(honest), declared)[2] > 0);
    // A receipt for the same run with much more noise states too small an epsilon.
    LedgerReceipt cheap = Fixtures.receipt(new ToeplitzGaussian(16, 13, 200));
    LedgerReceipt forged =
        new LedgerReceipt(
            cheap.runId(),
            cheap.cohort(),
            cheap.unit(),
            List.of(run),
            cheap.epsilonAfter(),
            cheap.delta(),
            cheap.entryHash(),
            cheap.accountant(),
            cheap.at());
    Bundle dishonest = Bundles.create(manifest(forged), release, key);
    JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED, () -> Aggregation.next(global, List.of(dishonest), declared));
  }

  private BundleManifest manifest() {
    return manifest(Fixtures.receipt(run));
  }

  private BundleManifest manifest(LedgerReceipt receipt) {
    BundleTerms terms = Fixtures.terms("site-1", 2, new float[3]);
    return Bundles.manifest(terms, release, receipt, new ExactTestNoise());
  }

  private void refusedWith(Map<String, Object> changes) {
    Map<String, Object> map = new LinkedHashMap<>(manifest().toMap());
    map.putAll(changes);
    refused(map);
  }

  private void refused(Map<String, Object> map) {
    byte[] manifest = Json.pretty(map);
    byte[] delta = DeltaCodec.encode(release.value());
    JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED,
        () -> Bundles.verify(manifest, delta, key.sign(manifest), key.verifyingKey()));
  }
}
