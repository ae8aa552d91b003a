package org.medveil.learning.engine;

import java.util.function.IntToLongFunction;

/**
 * Cuts a sorted list of patients into blocks, by the leading bits of their hashes: a block is the
 * largest set of patients of one prefix that is not too large. Which patients share a block so
 * depends on who was sampled and on nothing else: not on order, partitions or memory. One patient
 * more or less changes only the block that he falls in.
 */
final class HashTrie {
  private final IntToLongFunction hash;
  private final Fits fits;
  private final Visitor visitor;

  /** Whether patients from … to−1 may be one block; a part of what fits must fit. */
  interface Fits {
    boolean test(int from, int to);
  }

  /** Told each block, in ascending order. */
  interface Visitor {
    void block(int from, int to);
  }

  /**
   * @param hash of a patient; ascends unsigned
   */
  HashTrie(IntToLongFunction hash, Fits fits, Visitor visitor) {
    this.hash = hash;
    this.fits = fits;
    this.visitor = visitor;
  }

  /**
   * Cuts patients from … to−1, who agree in the first bits of their hashes.
   *
   * @param bits how many
   */
  void cut(int from, int to, int bits) {
    if (from == to) {
      return;
    }
    if (to - from == 1 || fits.test(from, to)) {
      visitor.block(from, to);
      return;
    }
    if (bits == Long.SIZE) {
      for (int p = from; p < to; p++) {
        visitor.block(p, p + 1);
      }
      return;
    }
    int middle = from;
    while (middle < to && (hash.applyAsLong(middle) >>> (Long.SIZE - 1 - bits) & 1) == 0) {
      middle++;
    }
    cut(from, middle, bits + 1);
    cut(middle, to, bits + 1);
  }

  /**
   * Cuts patients from … to−1, after they are cut into buckets. A set of patients that is a block
   * of a coarser cut is cut as it would be among all others.
   *
   * @param bits a bucket is all hashes with one beginning of so many bits
   */
  void cutBuckets(int from, int to, int bits) {
    int start = from;
    for (int p = from + 1; p <= to; p++) {
      if (p == to || bucket(p, bits) != bucket(start, bits)) {
        cut(start, p, bits);
        start = p;
      }
    }
  }

  private long bucket(int patient, int bits) {
    return bits == 0 ? 0 : hash.applyAsLong(patient) >>> (Long.SIZE - bits);
  }
}
