package org.medveil.jobs.train.resident;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

/**
 * One step's sum while the tasks' sums arrive, piece by piece and in any order. Integers, so the
 * order does not matter; complete only when every partition has been added wholly, once.
 */
final class Reduction {
  private final Order order;
  private final int partitions;
  private final ByteBuffer buffer;
  private final long[] total;
  private boolean written;
  private final BitSet ordered = new BitSet();
  private final BitSet begun = new BitSet();
  private final BitSet arrived = new BitSet();
  private final CompletableFuture<long[]> result = new CompletableFuture<>();

  /**
   * @param buffer for the order as a message; free, and long enough
   */
  Reduction(Order order, ByteBuffer buffer, int partitions, int length) {
    this.order = order;
    this.buffer = buffer;
    this.partitions = partitions;
    this.total = new long[length];
  }

  int step() {
    return order.step();
  }

  int length() {
    return total.length;
  }

  CompletableFuture<long[]> result() {
    return result;
  }

  /** Whether a partition has yet to be given the order; it is taken as given from here on. */
  synchronized boolean orders(int partition) {
    boolean first = !ordered.get(partition);
    ordered.set(partition);
    return first;
  }

  /** The order for a task in this JVM, not copied. */
  Order order() {
    return order;
  }

  /** The order for a task elsewhere; written when the first one asks. */
  synchronized ByteBuffer message() {
    if (!written) {
      Message.order(order, buffer);
      written = true;
    }
    return buffer.duplicate();
  }

  /** A partition's sum may begin once. */
  synchronized void begin(int partition) {
    if (!ordered.get(partition) || begun.get(partition)) {
      throw new IllegalStateException("partition " + partition + " was not asked, or sends twice");
    }
    begun.set(partition);
  }

  /** Adds a piece of a partition's sum; the piece is used up. */
  synchronized void add(int at, long[] piece, int count) {
    ExactSum.absorb(total, at, piece, count);
  }

  /** Adds a whole sum; it is used up. */
  void add(long[] sum) {
    if (sum.length != total.length) {
      throw new IllegalArgumentException("a task's sum has not the model's length");
    }
    synchronized (this) {
      ExactSum.absorb(total, 0, sum, sum.length);
    }
  }

  void arrived(int partition) {
    boolean all;
    synchronized (this) {
      arrived.set(partition);
      all = arrived.cardinality() == partitions;
    }
    if (all) {
      result.complete(total);
    }
  }
}
