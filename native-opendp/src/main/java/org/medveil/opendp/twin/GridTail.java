package org.medveil.opendp.twin;

import java.math.BigInteger;
import java.util.Optional;

/** Magnitudes beyond 9σ. One draw in 3.7·10¹⁸ comes here, so nothing is done for speed. */
final class GridTail {
  private static final BigInteger NINE = BigInteger.valueOf(9);
  private static final int COIN_BITS = 127;

  private final AesWords words;
  private final int bits;

  GridTail(AesWords words, int bits) {
    this.words = words;
    this.bits = bits;
  }

  /**
   * 9σ + y, or nothing where the proposal is not kept. Proposed with chance (1−r)·r^y, r =
   * exp(−9/σ); kept with chance kappa·exp(−40.5 − y²/2σ²) / (tail weight · w·(1−r)).
   */
  Optional<BigInteger> magnitude() {
    BigInteger beyond = geometric();
    BigInteger squares = BigInteger.valueOf(81).shiftLeft(2 * bits).add(beyond.multiply(beyond));
    boolean kept =
        Coin.isBelow(
            words,
            words.next(),
            precision ->
                ExpBounds.expMinus(squares, 2 * bits + 1, precision).times(GridTable.KAPPA),
            precision ->
                ExpBounds.expMinus(NINE, bits, precision)
                    .complement(precision)
                    .times(GridTable.TAIL_WEIGHT << (bits - 6)));
    return kept ? Optional.of(NINE.shiftLeft(bits).add(beyond)) : Optional.empty();
  }

  /** Canonne, Kamath, Steinke 2020, algorithm 2 without its sign, for the scale σ/9. */
  private BigInteger geometric() {
    BigInteger within = Coin.unsigned(words.next() >>> (Long.SIZE - bits));
    while (!expCoin(within)) {
      within = Coin.unsigned(words.next() >>> (Long.SIZE - bits));
    }
    BigInteger sigma = BigInteger.ONE.shiftLeft(bits);
    long wholes = 0;
    while (expCoin(sigma)) {
      wholes++;
    }
    return BigInteger.valueOf(wholes).multiply(sigma).add(within).divide(NINE);
  }

  /** True with chance exp(−numerator/σ), numerator at most σ: algorithm 1, first case. */
  private boolean expCoin(BigInteger numerator) {
    long round = 1;
    while (fractionCoin(numerator, BigInteger.valueOf(round).shiftLeft(bits))) {
      round++;
    }
    return round % 2 == 1;
  }

  /** True with chance numerator/denominator; words that would favour small values are dropped. */
  private boolean fractionCoin(BigInteger numerator, BigInteger denominator) {
    BigInteger all = BigInteger.ONE.shiftLeft(COIN_BITS);
    BigInteger whole = all.subtract(all.mod(denominator));
    while (true) {
      BigInteger high = Coin.unsigned(words.next()).shiftLeft(Long.SIZE);
      BigInteger wide = high.add(Coin.unsigned(words.next())).shiftRight(1);
      if (wide.compareTo(whole) < 0) {
        return wide.mod(denominator).compareTo(numerator) < 0;
      }
    }
  }
}
