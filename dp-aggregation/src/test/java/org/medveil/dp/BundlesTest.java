package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;
import org.medveil.contracts.Refusal;

/** What crosses the wall: only releases, only allow-listed keys, only untouched bytes. */
class BundlesTest {
  private final SigningKey key = SigningKey.generate();
  private final float[] global = new float[3];
  private final Bundle bundle =
      Fixtures.bundle(Fixtures.terms("site-1", 2, global), Fixtures.delta(3), key);

  @Test
  void a_bundle_is_read_back_as_it_was_made() {
    Bundle read =
        Bundles.verify(
            bundle.manifestBytes(), bundle.deltaBytes(), bundle.signature(), key.verifyingKey());
    assertEquals(bundle, read);
    assertEquals(bundle.manifest(), BundleManifest.parse(bundle.manifestBytes()));
  }

  @Test
  void every_changed_byte_of_every_file_is_noticed() {
    byte[] manifest = bundle.manifestBytes();
    byte[] delta = bundle.deltaBytes();
    byte[] signature = bundle.signature();
    for (int i = 0; i < manifest.length; i++) {
      assertRefused(flipped(manifest, i), delta, signature);
    }
    for (int i = 0; i < delta.length; i++) {
      assertRefused(manifest, flipped(delta, i), signature);
    }
    for (int i = 0; i < signature.length; i++) {
      assertRefused(manifest, delta, flipped(signature, i));
    }
  }

  @Test
  void the_delta_of_another_round_under_this_manifest_is_noticed() {
    Bundle other =
        Fixtures.bundle(
            Fixtures.terms("site-1", 3, global),
            new ModelDelta(Fixtures.MODEL, new float[] {7, 7, 7}),
            key);
    assertRefused(bundle.manifestBytes(), other.deltaBytes(), bundle.signature());
  }

  @Test
  void a_signed_manifest_with_one_more_key_is_refused_without_repeating_the_key() {
    Map<String, Object> map = new LinkedHashMap<>(bundle.manifest().toMap());
    map.put("number_of_patients", 417);
    Refusal refusal = assertSignedManifestRefused(Json.pretty(map));
    assertTrue(refusal.getMessage().contains("allow-list"));
    assertFalse(refusal.getMessage().contains("patients"));
  }

  @Test
  void a_signed_manifest_with_a_key_less_or_of_another_type_is_refused() {
    for (String name : bundle.manifest().toMap().keySet()) {
      Map<String, Object> map = new LinkedHashMap<>(bundle.manifest().toMap());
      map.remove(name);
      assertSignedManifestRefused(Json.pretty(map));
      map.put(name, Map.of());
      assertSignedManifestRefused(Json.pretty(map));
      map.put(name, bundle.manifest().toMap().get(name) instanceof String ? 1 : "1");
      assertSignedManifestRefused(Json.pretty(map));
    }
  }

  @Test
  void a_signed_manifest_in_another_form_is_refused() {
    String text = new String(bundle.manifestBytes(), Hashes.UTF_8);
    assertSignedManifestRefused((text + " ").getBytes(Hashes.UTF_8));
    assertSignedManifestRefused(Json.compact(bundle.manifest().toMap()).getBytes(Hashes.UTF_8));
    String doubled = text.replace("\"round\" : 2,", "\"round\" : 2,\n  \"round\" : 2,");
    assertFalse(doubled.equals(text));
    assertSignedManifestRefused(doubled.getBytes(Hashes.UTF_8));
    assertSignedManifestRefused("[]".getBytes(Hashes.UTF_8));
    assertSignedManifestRefused(new byte[0]);
    assertSignedManifestRefused(new byte[100_000]);
  }

  @Test
  void values_that_may_not_leave_are_refused() {
    Map<String, Object> wrong = new LinkedHashMap<>();
    wrong.put("format_version", 2);
    wrong.put("site", "Site 1; DROP");
    wrong.put("round", 0);
    wrong.put("model_sha256", "abc");
    wrong.put("purpose", "free text with a name in it");
    wrong.put("unit", "study");
    wrong.put("relation", "replace one patient");
    wrong.put("sampler", "shuffle");
    wrong.put("sampling_rate", 1.5);
    wrong.put("noise_multiplier", 0.0);
    wrong.put("expected_batch", 0);
    wrong.put("delta", 1.0);
    wrong.put("epsilon_after", -1.0);
    wrong.forEach(
        (name, value) -> {
          Map<String, Object> map = new LinkedHashMap<>(bundle.manifest().toMap());
          map.put(name, value);
          assertSignedManifestRefused(Json.pretty(map));
        });
  }

  @Test
  void only_what_the_release_did_can_be_stated() {
    Mechanism did = new SubsampledGaussian(0.1, 4, 100);
    Release<ModelDelta> release = Fixtures.release(Fixtures.delta(3), did);
    LedgerReceipt other = Fixtures.receipt(new SubsampledGaussian(0.1, 8, 100));
    JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED,
        () ->
            Bundles.manifest(
                Fixtures.terms("site-1", 2, global), release, other, new ExactTestNoise()));
    Release<ModelDelta> louder =
        Fixtures.release(Fixtures.delta(3), new SubsampledGaussian(0.1, 8, 100));
    JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED, () -> Bundles.create(bundle.manifest(), louder, key));
    Release<ModelDelta> anotherDelta =
        Fixtures.release(new ModelDelta(Fixtures.MODEL, new float[] {0, 0, 1}), did);
    JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED, () -> Bundles.create(bundle.manifest(), anotherDelta, key));
  }

  private Refusal assertSignedManifestRefused(byte[] manifest) {
    return JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED,
        () ->
            Bundles.verify(manifest, bundle.deltaBytes(), key.sign(manifest), key.verifyingKey()));
  }

  private void assertRefused(byte[] manifest, byte[] delta, byte[] signature) {
    JdbcLedgerTest.assertRefused(
        ExitCode.POLICY_REFUSED,
        () -> Bundles.verify(manifest, delta, signature, key.verifyingKey()));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }
}
