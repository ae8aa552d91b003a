package org.medveil.opendp;

/**
 * How far two neighbouring data sets can lie apart: one patient more or less changes at most {@code
 * entries} of the counts, each by at most {@code most}. Bounding the data to it is the caller's
 * duty.
 *
 * @param entries at least 0
 * @param most 0 to 2^53; its product with entries is at most 2^63 − 1
 */
public record Contribution(int entries, long most) {
  private static final long LARGEST = 1L << 53;

  /**
   * @throws IllegalArgumentException outside these ranges
   */
  public Contribution {
    if (entries < 0 || most < 0 || most > LARGEST) {
      throw new IllegalArgumentException("a contribution is at least 0 entries of 0 to 2^53 each");
    }
    if (entries > 0 && most > Long.MAX_VALUE / entries) {
      throw new IllegalArgumentException(
          "the contribution is too large: " + entries + " x " + most);
    }
  }

  /** The sum of the changes. */
  long l1() {
    return entries * most;
  }

  /** The root of the sum of their squares, rounded up. */
  double l2() {
    double root = Math.sqrt(entries);
    boolean exact = root == Math.rint(root);
    double product = (exact ? root : Math.nextUp(root)) * most;
    // Below 2^53 a product of whole numbers is exact.
    return exact && product < LARGEST ? product : Math.nextUp(product);
  }
}
