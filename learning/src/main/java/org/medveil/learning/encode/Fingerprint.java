package org.medveil.learning.encode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over typed fields; every field carries its length, so that none can run into the next.
 */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Fingerprint text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  Fingerprint number(int value) {
    return bytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  Fingerprint floats(float[] values) {
    ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length);
    buffer.asFloatBuffer().put(values);
    return bytes(buffer.array());
  }

  Fingerprint bytes(byte[] value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    digest.update(value);
    return this;
  }

  /** Closes the hash: 64 lower-case hex digits. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The plain SHA-256 of these bytes, as {@code sha256sum} prints it. */
  static String of(byte[] content) {
    Fingerprint plain = new Fingerprint();
    plain.digest.update(content);
    return plain.hex();
  }
}
