package org.medveil.audits.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How often a patient stands in a replicate of the bootstrap: Poisson(1), a function of seed,
 * patient and replicate alone. So neither the order of rows nor the place of computing matters, and
 * two figures can be compared on the same replicates.
 *
 * @param seed of the bootstrap
 */
public record PatientWeights(long seed) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** A number for the patient, to be computed once: the start of SHA-256 of the name. */
  public static long key(String subject) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The weight, 0, 1, 2, …
   *
   * @param key of the patient
   * @param replicate from 0
   */
  public int of(long key, int replicate) {
    long word = mixed(mixed(key + seed * GOLDEN) + (replicate + 1) * GOLDEN);
    double uniform = (word >>> 11) * 0x1p-53;
    double mass = Math.exp(-1);
    int weight = 0;
    while (uniform >= mass && weight < 20) {
      uniform -= mass;
      weight++;
      mass /= weight;
    }
    return weight;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mixed(long word) {
    long z = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
