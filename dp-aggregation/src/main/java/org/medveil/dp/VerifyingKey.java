package org.medveil.dp;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/** A site's public Ed25519 key, kept as SubjectPublicKeyInfo in PEM (RFC 7468, RFC 8410). */
public final class VerifyingKey {
  private static final String LABEL = "PUBLIC KEY";

  private final PublicKey publicKey;

  VerifyingKey(PublicKey publicKey) {
    this.publicKey = publicKey;
  }

  /**
   * Reads a key file.
   *
   * @throws Refusal exit 2 if it cannot be read or is no Ed25519 public key
   */
  public static VerifyingKey read(Path pem) {
    return of(Pem.read(pem, LABEL));
  }

  /**
   * A key from its PEM text.
   *
   * @throws Refusal exit 2 if it is no Ed25519 public key
   */
  public static VerifyingKey parse(String pem) {
    return of(Pem.parse(pem, LABEL));
  }

  private static VerifyingKey of(byte[] der) {
    try {
      PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
      return new VerifyingKey(key);
    } catch (GeneralSecurityException e) {
      throw Refusal.usage(
          "The verifying key is no Ed25519 public key.", "Ask the site for its signing.pub.");
    }
  }

  /** A key from {@link #hex}; empty if it is none. */
  static Optional<VerifyingKey> ofHex(String hex) {
    try {
      VerifyingKey key = of(HexFormat.of().parseHex(hex));
      return key.hex().equals(hex) ? Optional.of(key) : Optional.empty();
    } catch (IllegalArgumentException | Refusal e) {
      return Optional.empty();
    }
  }

  /** The key's DER form (SubjectPublicKeyInfo), lower-case hex. */
  String hex() {
    return HexFormat.of().formatHex(publicKey.getEncoded());
  }

  /** Whether the signature was made over exactly these bytes with the private half. */
  public boolean verify(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // a malformed signature is an invalid one
    }
  }

  /** SHA-256 of the key's DER form, 64 hex digits: compare it over the telephone. */
  public String fingerprint() {
    return Hashes.sha256Hex(publicKey.getEncoded());
  }

  /** The key as PEM text. */
  public String pem() {
    return Pem.text(publicKey.getEncoded(), LABEL);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that && publicKey.equals(that.publicKey);
  }

  @Override
  public int hashCode() {
    return publicKey.hashCode();
  }

  @Override
  public String toString() {
    return "VerifyingKey[" + fingerprint() + "]";
  }
}
