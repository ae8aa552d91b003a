package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs a batch into stores: blocks of patients, as many as fit. Blocks are cut here over the whole
 * batch. If each store cut the patients that it happens to hold, a block would depend on where the
 * store begins, and so on patients far away.
 */
final class Stores {
  private final Batch batch;
  private final Rows most;
  private final List<List<Trained.Block>> packed = new ArrayList<>();
  private int rows;
  private int patients;

  private Stores(Batch batch, Rows most) {
    this.batch = batch;
    this.most = most;
  }

  /**
   * Cuts and packs.
   *
   * @param batch nobody with more rows than a store
   * @param bucketBits leading bits of the hash that make a bucket
   * @return for each store its blocks, as places in the batch
   */
  static List<List<Trained.Block>> of(Batch batch, Rows most, int bucketBits) {
    Stores stores = new Stores(batch, most);
    new HashTrie(batch::hash, (from, to) -> batch.rows(from, to) <= most.block(), stores::add)
        .cutBuckets(0, batch.sampled().length, bucketBits);
    return stores.packed;
  }

  private void add(int from, int to) {
    rows += batch.rows(from, to);
    patients += to - from;
    if (packed.isEmpty() || rows > most.store() || patients > most.patients()) {
      packed.add(new ArrayList<>());
      rows = batch.rows(from, to);
      patients = to - from;
    }
    packed.get(packed.size() - 1).add(new Trained.Block(from, to));
  }
}
