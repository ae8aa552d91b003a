package org.medveil.dp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 in the shapes this room needs: hex text, keyed, and over a parameter vector. */
public final class Hashes {
  static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");

  private Hashes() {}

  /** SHA-256 of the bytes as 64 lower-case hex digits. */
  public static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  /**
   * SHA-256 of the parameters as little-endian float32, 64 hex digits: the identity of a global
   * model (the {@code base_sha256} of a bundle's manifest).
   */
  public static String parametersSha256(float[] parameters) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(parameters.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(parameters);
    return sha256Hex(buffer.array());
  }

  /** Whether the text is 64 lower-case hex digits. */
  static boolean isSha256(String text) {
    return text != null && SHA256_HEX.matcher(text).matches();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** HMAC-SHA256, 32 bytes; the key may have any length but 0. */
  public static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
