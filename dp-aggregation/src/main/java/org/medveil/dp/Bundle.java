package org.medveil.dp;

import java.util.Arrays;
import org.medveil.contracts.Refusal;

/**
 * What crosses the wall for one site and round: manifest, delta and signature, consistent with each
 * other. Made only by {@link Bundles}, from a {@link Release} or from verified bytes.
 */
public final class Bundle {
  private final BundleManifest manifest;
  private final ModelDelta delta;
  private final byte[] signature;

  Bundle(BundleManifest manifest, ModelDelta delta, byte[] signature) {
    boolean same =
        manifest.modelSha256().equals(delta.modelSha256())
            && manifest.dimension() == delta.dimension()
            && manifest.deltaSha256().equals(Hashes.sha256Hex(DeltaCodec.encode(delta)));
    if (!same) {
      throw Refusal.policy(
          "A bundle's delta is not the one that its manifest describes.",
          "One of the files was exchanged; ask the site for the bundle again.");
    }
    this.manifest = manifest;
    this.delta = delta;
    this.signature = signature.clone();
  }

  /** What the bundle says about itself. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** The noisy change of the parameters. */
  public ModelDelta delta() {
    return delta;
  }

  /** Ed25519 over {@link #manifestBytes()}, 64 bytes: the file {@code signature}. */
  public byte[] signature() {
    return signature.clone();
  }

  /** The file {@code manifest.json}. */
  public byte[] manifestBytes() {
    return Bundles.manifestBytes(manifest);
  }

  /** The file {@code delta.bin}. */
  public byte[] deltaBytes() {
    return DeltaCodec.encode(delta);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bundle that
        && manifest.equals(that.manifest)
        && delta.equals(that.delta)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return manifest.hashCode();
  }

  @Override
  public String toString() {
    return "Bundle[site " + manifest.site() + ", round " + manifest.round() + "]";
  }
}
