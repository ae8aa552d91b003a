package org.medveil.dp;

/**
 * How many units a Poisson draw passes over before it takes one: k or more with chance exactly
 * (1−q)ᵏ. The skip is ⌊log U / log(1−q)⌋ for a uniform real U in [0, 1). Of U the first 64 binary
 * digits are drawn; where they and the error of floating point leave the answer open, {@link
 * ExactPower} decides with more digits. So no rounding reaches the chance: {@code
 * docs/privacy/grid-gaussian.md}, section 4.
 */
final class GeometricSkips {
  // The quotient of two logarithms is off by less than 2^-50 of itself (StrictMath: 1 ulp each).
  private static final double GUARD = 0x1p-48;

  private final double guard;
  private final double rate;
  private final double decay;
  private final KeyedWords words;

  /** The rate q lies in (0, 1), both ends excluded. */
  GeometricSkips(double rate, KeyedWords words) {
    this(rate, words, GUARD);
  }

  /** With a wider guard more is decided in integers, and nothing else changes. */
  GeometricSkips(double rate, KeyedWords words, double guard) {
    this.guard = guard;
    this.rate = rate;
    this.decay = -StrictMath.log1p(-rate);
    this.words = words;
  }

  /** The next skip, or {@code most} if it is larger. */
  int next(int most) {
    long word = words.next();
    // U lies between word and word + 1, in units of 2^-64.
    int least = capped(minusLog(word + 1) / decay * (1 - guard), most);
    int largest = capped(word == 0 ? most : minusLog(word) / decay * (1 + guard), most);
    return least == largest ? least : decided(least, largest, word);
  }

  /** The largest k in the range with U &lt; (1−q)ᵏ; the smallest is known to be one. */
  private int decided(int least, int largest, long word) {
    ExactPower power = new ExactPower(rate, word, words);
    int fits = least;
    int tooFar = largest;
    if (power.above(largest)) {
      return largest;
    }
    while (tooFar - fits > 1) {
      int middle = fits + (tooFar - fits) / 2;
      if (power.above(middle)) {
        fits = middle;
      } else {
        tooFar = middle;
      }
    }
    return fits;
  }

  /** −log(word/2⁶⁴) for an unsigned word, 0 standing for 2⁶⁴; without cancellation near 1. */
  private static double minusLog(long word) {
    return word > 0
        ? -StrictMath.log(word * 0x1p-64)
        : -StrictMath.log1p(-(unsigned(-word) * 0x1p-64));
  }

  /** At most 2⁶³, which is the one value that a long shows as negative. */
  private static double unsigned(long distance) {
    return Math.abs((double) distance);
  }

  private static int capped(double skip, int most) {
    return skip >= most ? most : (int) skip;
  }
}
