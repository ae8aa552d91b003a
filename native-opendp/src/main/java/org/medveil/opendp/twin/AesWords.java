package org.medveil.opendp.twin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uniform random words: AES-128 in counter mode (NIST SP 800-38A), the counter 128 bits big-endian,
 * words little-endian. One use draws less than 2³³ blocks of a key, so telling the words from
 * uniform bits has an advantage below 2⁻⁶². Not for several threads.
 */
final class AesWords {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SEED_BYTES = 32;
  private static final int BUFFERED = 4096;

  private final Cipher cipher;
  private final byte[] zeros = new byte[BUFFERED];
  private final byte[] buffer = new byte[BUFFERED];
  private int position = BUFFERED;

  /**
   * @param seed 16 bytes of key, then 16 of the counter's start
   */
  AesWords(byte[] seed) {
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(seed, 0, 16, "AES"),
          new IvParameterSpec(seed, 16, 16));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES in counter mode", e);
    }
  }

  /** With a key that nobody has seen. */
  static AesWords fresh(SecureRandom system) {
    byte[] seed = new byte[SEED_BYTES];
    system.nextBytes(seed);
    try {
      return new AesWords(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * The operating system's generator. On Linux and macOS that is /dev/urandom, by name, which never
   * blocks once the system is up; elsewhere the platform's default, which the system seeds.
   */
  static SecureRandom system() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException e) {
      return new SecureRandom();
    }
  }

  /** 64 uniform bits that were never given out before. */
  long next() {
    if (position == BUFFERED) {
      refill();
    }
    long word = (long) WORD.get(buffer, position);
    position += Long.BYTES;
    return word;
  }

  private void refill() {
    try {
      if (cipher.update(zeros, 0, BUFFERED, buffer, 0) != BUFFERED) {
        throw new IllegalStateException("the cipher held words back");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the buffer is as long as what goes in", e);
    }
    position = 0;
  }
}
