package org.medveil.jobs.train.resident;

/** Adds sums exactly, at the speed of memory. */
public final class ExactSum {
  private static final int BLOCK = 2048; // stays in the first-level cache

  private ExactSum() {}

  /**
   * Adds {@code values[0 … count)} to {@code total[at …)}. Overflow is looked for after the fact
   * and for a block at once: {@code addExact} on each entry, or one flag for the whole loop, keeps
   * the loop from being vectorised.
   *
   * @param values used up: what stands in it afterwards means nothing
   * @throws ArithmeticException when an entry leaves 64 bits; the total is worthless then
   */
  public static void absorb(long[] total, int at, long[] values, int count) {
    if (at < 0 || count < 0 || count > values.length || count > total.length - at) {
      throw new IllegalArgumentException("a sum is longer than the model");
    }
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      for (int i = from; i < to; i++) {
        long a = total[at + i];
        long b = values[i];
        long r = a + b;
        total[at + i] = r;
        values[i] = (a ^ r) & (b ^ r); // negative iff the signs say that it left 64 bits
      }
      long left = 0;
      for (int i = from; i < to; i++) {
        left |= values[i];
      }
      if (left < 0) {
        throw new ArithmeticException("the sum of a step leaves 64 bits");
      }
    }
  }
}
