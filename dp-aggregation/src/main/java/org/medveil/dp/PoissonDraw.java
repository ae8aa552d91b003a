package org.medveil.dp;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Who is in one step: unit p is in iff the first eight bytes of HMAC-SHA256(step secret, p), read
 * as an unsigned number, lie under ⌊q·2⁶⁴⌋. Each unit is drawn on its own, with a chance never
 * above q. Serialisable, so it travels to the workers; its secret must not reach a log.
 */
public final class PoissonDraw implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean everyone;
  private final long threshold;
  private final byte[] stepSecret;

  PoissonDraw(double samplingRate, byte[] stepSecret) {
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

  /** Whether the unit with this pseudonymous key takes part in the step. */
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
