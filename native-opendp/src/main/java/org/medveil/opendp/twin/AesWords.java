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
 * uniform bits has an advantage below 2⁻⁶². Every word is given out once. Not for several threads.
 */
final class AesWords {
  /** Words that {@link #fill} gives; long enough that the cipher runs at full speed. */
  static final int FILLED = 512;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SEED_BYTES = 32;
  private static final int SINGLE = 32;
  private static final byte[] ZEROS = new byte[FILLED * Long.BYTES];

  private final Cipher cipher;
  private final byte[] bytes = new byte[FILLED * Long.BYTES];
  private final long[] single = new long[SINGLE];
  private int taken = SINGLE;

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

  /**
   * The next words of the stream, for all of the array.
   *
   * @param words of a length that is even and at most {@link #FILLED}
   */
  void fill(long[] words) {
    int length = words.length * Long.BYTES;
    try {
      if (cipher.update(ZEROS, 0, length, bytes, 0) != length) {
        throw new IllegalStateException("the cipher held words back");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the buffer is as long as what goes in", e);
    }
    for (int i = 0; i < words.length; i++) {
      words[i] = (long) WORD.get(bytes, i * Long.BYTES);
    }
  }

  /** 64 uniform bits, from words set aside for it. */
  long next() {
    if (taken == SINGLE) {
      fill(single);
      taken = 0;
    }
    return single[taken++];
  }
}
