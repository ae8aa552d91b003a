package org.medveil.dp;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.crypto.Cipher;

/**
 * Who is in one step. Each unit is drawn on its own, with a chance never above q, in one of two
 * ways: {@link #sample} draws a whole list at a cost that grows with the sample, {@link #includes}
 * asks about one unit. The two give different samples: a run uses one of them throughout.
 * Serialisable, so it travels to the workers; its secret must not reach a log.
 */
public final class PoissonDraw implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double samplingRate;
  private final boolean everyone;
  private final long threshold;
  private final byte[] stepSecret;
  private transient Cipher cipher;

  PoissonDraw(double samplingRate, byte[] stepSecret) {
    this.samplingRate = samplingRate;
    this.everyone = samplingRate == 1;
    // Scaling by 2^64 is exact; the fraction that is cut off only lowers the chance.
    this.threshold =
        everyone
            ? -1
            : new BigDecimal(samplingRate)
                .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(64)))
                .toBigInteger()
                .longValue();
    this.stepSecret = stepSecret.clone();
  }

  /**
   * Who of a list takes part in the step: each independently, with chance exactly q. The same
   * stream and count give the same answer on every machine. Takes time in proportion to the
   * answer's length.
   *
   * @param stream number of the list, e.g. of a public bucket of units; no two lists of a step may
   *     share one, or their samples would depend on each other
   * @param count length of the list, at least 0; its order must not depend on the draw
   * @return ascending indices in 0 … count−1
   */
  public int[] sample(long stream, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a list has no fewer than 0 units, got " + count);
    }
    if (everyone) {
      return IntStream.range(0, count).toArray();
    }
    GeometricSkips skips = new GeometricSkips(samplingRate, new KeyedWords(cipher(), stream));
    int[] chosen = new int[16];
    int size = 0;
    for (int at = skips.next(count); at < count; at += skips.next(count - at)) {
      if (size == chosen.length) {
        chosen = Arrays.copyOf(chosen, (int) Math.min(2L * size, count));
      }
      chosen[size++] = at++;
    }
    return Arrays.copyOf(chosen, size);
  }

  private synchronized Cipher cipher() {
    if (cipher == null) {
      cipher = KeyedWords.cipher(Hashes.hmac(stepSecret, "medveil/skips".getBytes(Hashes.UTF_8)));
    }
    return cipher;
  }

  /**
   * Whether the unit with this pseudonymous key takes part in the step: iff the first eight bytes
   * of HMAC-SHA256(step secret, key), read as an unsigned number, lie under ⌊q·2⁶⁴⌋.
   */
  public boolean includes(String subjectKey) {
    if (everyone) {
      return true;
    }
    byte[] mac = Hashes.hmac(stepSecret, subjectKey.getBytes(Hashes.UTF_8));
    return Long.compareUnsigned(ByteBuffer.wrap(mac).getLong(), threshold) < 0;
  }

  /** Says nothing about the secret. */
  @Override
  public String toString() {
    return "PoissonDraw";
  }
}
