package org.medveil.dp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;

/**
 * The public key of an Ed25519 seed (RFC 8032 §5.1.5): PKCS#8 files usually hold the seed alone and
 * the JDK offers no way from it to the public half. Used once per key file; {@link
 * java.math.BigInteger} arithmetic is not constant-time, which matters only to someone who already
 * runs code on the hospital's driver.
 */
final class Ed25519PublicKey {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger BASE_X =
      new BigInteger(
          "15112221349535400772501151409588531511454012693041857206046113283949847762202");
  private static final BigInteger BASE_Y =
      BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P);

  private record Point(BigInteger x, BigInteger y) {
    /** The complete addition law of the twisted Edwards curve −x² + y² = 1 + d·x²·y². */
    Point plus(Point other) {
      BigInteger cross =
          D.multiply(x).multiply(other.x).mod(P).multiply(y).multiply(other.y).mod(P);
      BigInteger top = x.multiply(other.y).add(other.x.multiply(y));
      BigInteger side = y.multiply(other.y).add(x.multiply(other.x));
      return new Point(
          top.multiply(BigInteger.ONE.add(cross).modInverse(P)).mod(P),
          side.multiply(BigInteger.ONE.subtract(cross).modInverse(P)).mod(P));
    }
  }

  private Ed25519PublicKey() {}

  static PublicKey of(byte[] seed) throws GeneralSecurityException {
    Point point = times(scalar(seed));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(point.x.testBit(0), point.y)));
  }

  /** The lower half of SHA-512(seed), clamped, read as a little-endian number. */
  private static BigInteger scalar(byte[] seed) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-512").digest(seed);
    hash[0] &= (byte) 0xf8;
    hash[31] &= 0x7f;
    hash[31] |= 0x40;
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = hash[31 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  private static Point times(BigInteger scalar) {
    Point sum = new Point(BigInteger.ZERO, BigInteger.ONE);
    Point base = new Point(BASE_X, BASE_Y);
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      if (scalar.testBit(bit)) {
        sum = sum.plus(base);
      }
    }
    return sum;
  }
}
