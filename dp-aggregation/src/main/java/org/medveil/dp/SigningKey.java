package org.medveil.dp;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;
import org.medveil.contracts.Refusal;

/**
 * A site's private Ed25519 key (RFC 8032), kept as PKCS#8 in PEM (RFC 7468, RFC 8410), the form
 * that OpenSSL reads and writes.
 */
public final class SigningKey {
  private static final String LABEL = "PRIVATE KEY";

  private final PrivateKey privateKey;
  private final VerifyingKey verifyingKey;

  private SigningKey(PrivateKey privateKey, VerifyingKey verifyingKey) {
    this.privateKey = privateKey;
    this.verifyingKey = verifyingKey;
  }

  /** A new key from the operating system's random generator. */
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 17 has Ed25519", e);
    }
  }

  /**
   * Reads a key file.
   *
   * @throws Refusal exit 2 if it cannot be read, is no Ed25519 key, or others may read it
   */
  public static SigningKey read(Path pkcs8Pem) {
    refuseIfOthersCanRead(pkcs8Pem);
    byte[] der = Pem.read(pkcs8Pem, LABEL);
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
      byte[] seed =
          ((EdECPrivateKey) key)
              .getBytes()
              .orElseThrow(() -> new GeneralSecurityException("no seed in the key"));
      return new SigningKey(key, new VerifyingKey(Ed25519PublicKey.of(seed)));
    } catch (GeneralSecurityException | IllegalStateException e) {
      throw Refusal.usage(
          "The signing key file holds no Ed25519 key.", "Make one with 'keys init'.");
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /**
   * Writes the key to a new file that only its owner may read (0600).
   *
   * @throws Refusal exit 2 if the file exists or cannot be written
   */
  public void write(Path file) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Pem.text(privateKey.getEncoded(), LABEL));
    } catch (FileAlreadyExistsException e) {
      throw Refusal.usage(
          "A signing key file is already there.", "Keys are never overwritten: move it away.");
    } catch (IOException e) {
      throw Refusal.usage(
          "The signing key file cannot be written.", "Check the folder and its permissions.");
    }
  }

  /** The 64-byte signature of a message. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 cannot sign", e);
    }
  }

  /** The public half. */
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /** Says nothing about the secret. */
  @Override
  public String toString() {
    return "SigningKey[" + verifyingKey.fingerprint() + "]";
  }

  private static void refuseIfOthersCanRead(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw Refusal.usage(
            "The signing key file can be read by every user of the machine.",
            "Run chmod 600 on it; if others had access, make a new key.");
      }
    } catch (IOException e) {
      throw Refusal.usage(
          "The signing key file cannot be read.", "Make one with 'keys init', or check the path.");
    }
  }
}
