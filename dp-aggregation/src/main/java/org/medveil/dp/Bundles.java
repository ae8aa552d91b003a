package org.medveil.dp;

import java.util.Arrays;
import org.medveil.contracts.Refusal;

/** Makes bundles from releases, and reads them back with suspicion. */
public final class Bundles {
  private Bundles() {}

  /**
   * The manifest of a run's release. What the release and the receipt know is taken from them, so
   * it cannot be misstated.
   *
   * @throws Refusal exit 77 if the receipt is for something else than the release did
   */
  public static BundleManifest manifest(
      BundleTerms terms, Release<ModelDelta> release, LedgerReceipt receipt, NoiseSource noise) {
    if (!receipt.mechanisms().equals(release.mechanisms()) || receipt.unit() != release.unit()) {
      throw Refusal.policy(
          "The ledger's receipt does not cover what the release did.",
          "Publish with the receipt of the very run.");
    }
    Trained did = Trained.of(release);
    ModelDelta delta = release.value();
    return new BundleManifest(
        BundleManifest.FORMAT_VERSION,
        terms.site(),
        terms.round(),
        delta.modelSha256(),
        terms.baseSha256(),
        deltaSha256(release),
        delta.dimension(),
        terms.encoderId(),
        terms.encoderSha256(),
        terms.purpose(),
        terms.agreementId(),
        release.unit(),
        release.unit().relation(),
        did.sampler(),
        did.samplingRate(),
        did.noiseMultiplier(),
        terms.clippingNorm(),
        did.steps(),
        did.bands(),
        terms.expectedBatch(),
        receipt.delta(),
        receipt.epsilonAfter(),
        receipt.accountant(),
        noise.id(),
        noise.sha256(),
        receipt.entryHash(),
        terms.codeVersion());
  }

  /** SHA-256 of the release's {@code delta.bin}. */
  public static String deltaSha256(Release<ModelDelta> release) {
    return Hashes.sha256Hex(DeltaCodec.encode(release.value()));
  }

  /** The bytes of {@code manifest.json}: one manifest has exactly one form. */
  public static byte[] manifestBytes(BundleManifest manifest) {
    return Json.pretty(manifest.toMap());
  }

  /**
   * Signs a release. There is no way to sign anything else.
   *
   * @throws Refusal exit 77 if the manifest does not describe this release
   */
  public static Bundle create(
      BundleManifest manifest, Release<ModelDelta> release, SigningKey key) {
    if (!manifest.mechanism().equals(Trained.of(release).mechanism())
        || manifest.unit() != release.unit()) {
      throw Refusal.policy(
          "The bundle's manifest states another mechanism or unit than the release has.",
          "Build the manifest from the release and its receipt.");
    }
    return new Bundle(manifest, release.value(), key.sign(manifestBytes(manifest)));
  }

  /**
   * Reads the three files of a bundle. Nothing of them is interpreted before the signature holds.
   *
   * @throws Refusal exit 77 if the signature, the manifest or the delta's hash does not hold; exit
   *     65 if a correctly signed delta cannot be read
   */
  public static Bundle verify(
      byte[] manifestJson, byte[] deltaBin, byte[] signature, VerifyingKey key) {
    if (!key.verify(manifestJson, signature)) {
      throw Refusal.policy(
          "A bundle's signature does not hold.",
          "Ask the site to compare the key's fingerprint and to send the bundle again.");
    }
    BundleManifest manifest = BundleManifest.parse(manifestJson);
    if (!Arrays.equals(manifestJson, manifestBytes(manifest))) {
      throw Refusal.policy(
          "A bundle's manifest is not in its one form.", "Let 'publish' write it.");
    }
    if (!manifest.deltaSha256().equals(Hashes.sha256Hex(deltaBin))) {
      throw Refusal.policy(
          "A bundle's delta is not the one that was signed.", "Ask the site to send it again.");
    }
    return new Bundle(manifest, DeltaCodec.decode(deltaBin), signature);
  }
}
