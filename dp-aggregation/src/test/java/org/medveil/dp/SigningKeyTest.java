package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medveil.contracts.ExitCode;

/** Keys on disk and signatures, against RFC 8032's own vectors. */
class SigningKeyTest {
  private static final byte[] MESSAGE = "one delta".getBytes(Hashes.UTF_8);
  private static final String PKCS8_PREFIX = "302e020100300506032b657004220420";
  private static final String SPKI_PREFIX = "302a300506032b6570032100";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({ // RFC 8032 §7.1, tests 1 to 3
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void rfc_8032_vectors(String seed, String publicKey, String message, String signature)
      throws Exception {
    Path file = folder.resolve("signing.key");
    byte[] pkcs8 = HexFormat.of().parseHex(PKCS8_PREFIX + seed);
    writePrivate(file, Pem.text(pkcs8, "PRIVATE KEY"));
    SigningKey key = SigningKey.read(file);
    byte[] bytes = HexFormat.of().parseHex(message);
    assertEquals(signature, HexFormat.of().formatHex(key.sign(bytes)));
    byte[] spki = HexFormat.of().parseHex(SPKI_PREFIX + publicKey);
    assertEquals(Pem.text(spki, "PUBLIC KEY"), key.verifyingKey().pem());
    assertTrue(key.verifyingKey().verify(bytes, key.sign(bytes)));
  }

  @Test
  void a_key_survives_its_files() {
    SigningKey key = SigningKey.generate();
    Path file = folder.resolve("signing.key");
    key.write(file);
    SigningKey read = SigningKey.read(file);
    assertArrayEquals(key.sign(MESSAGE), read.sign(MESSAGE));
    assertEquals(key.verifyingKey(), read.verifyingKey());
    VerifyingKey parsed = VerifyingKey.parse(key.verifyingKey().pem());
    assertTrue(parsed.verify(MESSAGE, read.sign(MESSAGE)));
    assertEquals(key.verifyingKey().fingerprint(), parsed.fingerprint());
  }

  @Test
  void only_the_owner_may_read_a_key_file_and_it_is_never_overwritten() throws Exception {
    Path file = folder.resolve("signing.key");
    SigningKey.generate().write(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> SigningKey.generate().write(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> SigningKey.read(file));
  }

  @Test
  void another_message_key_or_signature_does_not_verify() {
    SigningKey key = SigningKey.generate();
    byte[] signature = key.sign(MESSAGE);
    assertFalse(key.verifyingKey().verify("one Delta".getBytes(Hashes.UTF_8), signature));
    assertFalse(SigningKey.generate().verifyingKey().verify(MESSAGE, signature));
    for (int i = 0; i < signature.length; i++) {
      byte[] flipped = signature.clone();
      flipped[i] ^= 1;
      assertFalse(key.verifyingKey().verify(MESSAGE, flipped));
    }
    assertFalse(key.verifyingKey().verify(MESSAGE, new byte[0]));
    assertFalse(key.verifyingKey().verify(MESSAGE, new byte[65]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a key",
        "-----BEGIN PRIVATE KEY-----\n%%%%\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
      })
  void a_malformed_key_file_is_a_usage_error(String content) throws Exception {
    Path file = folder.resolve("bad.key");
    writePrivate(file, content);
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> SigningKey.read(file));
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> VerifyingKey.read(file));
  }

  @Test
  void a_key_of_another_kind_is_a_usage_error() throws Exception {
    java.security.KeyPair ec = java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
    Path file = folder.resolve("ec.key");
    writePrivate(file, Pem.text(ec.getPrivate().getEncoded(), "PRIVATE KEY"));
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> SigningKey.read(file));
    String pem = Pem.text(ec.getPublic().getEncoded(), "PUBLIC KEY");
    JdbcLedgerTest.assertRefused(ExitCode.USAGE, () -> VerifyingKey.parse(pem));
    JdbcLedgerTest.assertRefused(
        ExitCode.USAGE, () -> SigningKey.read(folder.resolve("missing.key")));
  }

  @Test
  void a_key_shows_its_fingerprint_and_nothing_else() {
    SigningKey key = SigningKey.generate();
    Path file = folder.resolve("k");
    key.write(file);
    assertEquals("SigningKey[" + key.verifyingKey().fingerprint() + "]", key.toString());
    assertNotEquals(key.verifyingKey(), SigningKey.generate().verifyingKey());
    assertEquals(64, key.verifyingKey().fingerprint().length());
  }

  private static void writePrivate(Path file, String content) throws Exception {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
