package org.medveil.dp;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudo-random 64-bit words: AES-256 of the blocks (stream, 0), (stream, 1), …, counter mode with
 * one stretch of 2⁶⁴ blocks for each stream (NIST SP 800-38A). The same key and stream give the
 * same words on every machine. For who is in a sample; never for noise.
 */
final class KeyedWords {
  private static final int WORDS = 32;

  private final Cipher cipher;
  private final long stream;
  private final ByteBuffer blocks = ByteBuffer.allocate(WORDS * Long.BYTES);
  private final LongBuffer words = blocks.asLongBuffer();
  private long counter;

  /** The cipher comes from {@link #cipher}; many streams may share it. */
  KeyedWords(Cipher cipher, long stream) {
    this.cipher = cipher;
    this.stream = stream;
    words.position(WORDS);
  }

  /** Made once for a key of 32 bytes: looking up a cipher costs more than a short stream. */
  static Cipher cipher(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  /** The next word; all 2⁶⁴ values are equally likely to who does not know the key. */
  long next() {
    if (!words.hasRemaining()) {
      refill();
    }
    return words.get();
  }

  private void refill() {
    words.rewind();
    while (words.hasRemaining()) {
      words.put(stream).put(counter++);
    }
    byte[] bytes = blocks.array();
    synchronized (cipher) {
      try {
        cipher.update(bytes, 0, bytes.length, bytes);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("whole blocks need no padding", e);
      }
    }
    words.rewind();
  }
}
