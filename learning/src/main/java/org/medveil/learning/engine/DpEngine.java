package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.learning.Augmentation;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.ClippingRule;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelGraph;
import org.medveil.learning.Shape;
import org.medveil.learning.StepPoint;

/**
 * Clipped sums by one forward and one backward pass. Patients are cut into blocks by their hashes
 * alone; each block's sum is a product of matrices in floats, rounded once to the grid and added in
 * whole numbers. So the sum does not depend on order, partitions or memory, and one patient moves
 * it by no more than the sensitivity, float rounding included: {@code
 * docs/privacy/grid-gaussian.md}, section 2.
 *
 * <p>Bits are the same on processors for which OpenBLAS takes the same kernels. One thread at a
 * time.
 */
public final class DpEngine implements ClippedSums {
  private final DpKernels kernels = new OpenBlasKernels();
  private final ImageMemory images = new ImageMemory(kernels);
  private final GridGaussian grid;
  private final int bucketBits;
  private final int blockRows;
  private final Rows most;
  private final Network network;
  private final ClippingRule rule;
  private final Blocks blocks;
  private final GridSink sink;
  private final int trainableCount;
  private final Shape input;
  private final Augmentation augmentation;

  /**
   * Compiles a network.
   *
   * @param graph with at least one trained parameter
   * @param grid clip and grid, one entry per trained parameter
   * @param settings clipping rule and sizes
   */
  public DpEngine(ModelGraph graph, GridGaussian grid, EngineSettings settings) {
    this.grid = grid;
    this.trainableCount = graph.trainableCount();
    int entries = trainableCount + settings.clipping().extraEntries();
    if (entries != grid.dimension()) {
      throw new IllegalArgumentException(
          "the grid has " + grid.dimension() + " entries, the sum " + entries);
    }
    Footprint footprint = new Footprint(graph);
    this.bucketBits = Integer.numberOfTrailingZeros(settings.buckets());
    this.blockRows = footprint.blockRows();
    this.most = footprint.rows(settings.microBatch());
    this.input = graph.input();
    this.augmentation = settings.augmentation();
    this.network = NetworkCompiler.compile(kernels, graph, most);
    this.rule = settings.clipping();
    this.blocks = new Blocks(network.trained(), Factors.blockNorm(grid), blockRows);
    this.sink = new GridSink(longestStretch(), grid.blockShift());
  }

  private int longestStretch() {
    return network.trained().stream().mapToInt(Trained::longestStretch).max().orElseThrow();
  }

  @Override
  public void add(StepPoint point, Cohort cohort, int[] sampled, long[] sum) {
    if (sum.length != grid.dimension()) {
      throw new IllegalArgumentException("the sum has " + grid.dimension() + " entries");
    }
    if (sampled.length == 0) {
      return;
    }
    if (cohort.width() != input.size()) {
      throw Refusal.badData(
          "a vector has " + cohort.width() + " numbers, the model takes " + input.size(),
          "train and score with the encoder that the model was specified for");
    }
    network.load(point.parameters());
    sink.into(sum);
    Factors factors = Factors.of(grid, rule, point.clippingNorm());
    Batch batch = new Batch(cohort, sampled, point.step(), augmentation, null);
    if (!network.imagesNeeded()) {
      batch = batch.in(images.of(batch));
    }
    int from = 0;
    for (int to : stores(batch)) {
      if (batch.rows(from, to) > most.store()) {
        addAlone(batch, from, factors, sum);
      } else {
        addStore(Store.of(batch, from, to), factors, sum);
      }
      from = to;
    }
  }

  /** Ends of the stores: whole blocks, as many as fit. */
  private List<Integer> stores(Batch batch) {
    List<Integer> ends = new ArrayList<>();
    HashTrie trie =
        new HashTrie(
            batch::hash,
            (from, to) -> batch.rows(from, to) <= blockRows,
            (from, to) -> {
              int last = ends.size() - 1;
              int start = last < 1 ? 0 : ends.get(last - 1);
              boolean fits =
                  last >= 0
                      && batch.rows(start, to) <= most.store()
                      && to - start <= most.patients();
              if (fits) {
                ends.set(last, to);
              } else {
                ends.add(to);
              }
            });
    trie.cutBuckets(0, batch.sampled().length, bucketBits);
    return ends;
  }

  private void addStore(Store store, Factors factors, long[] sum) {
    network.trained().forEach(part -> part.begin(store));
    runAll(store);
    List<Factors.Norms> norms = norms(store);
    float[][] weights = new float[norms.size()][store.patients()];
    for (int p = 0; p < store.patients(); p++) {
      int rows = store.rows(p);
      double norm = factors.norm(norms, p, rows);
      if (!Double.isFinite(norm)) {
        blank(store, p, norms);
        continue;
      }
      factors.addSignal(norm, sum);
      for (int t = 0; t < weights.length; t++) {
        double part = Math.sqrt(norms.get(t).squared()[p]) / rows;
        weights[t][p] = (float) (factors.factor(norm, part, weights.length) / rows);
      }
    }
    List<Trained.Block> cut = blocks.cut(store, norms, weights, bucketBits);
    List<Trained> parts = network.trained();
    for (int t = 0; t < parts.size(); t++) {
      parts.get(t).weigh(store, weights[t]);
      blocks.add(store, cut, parts.get(t), sink);
    }
  }

  private void blank(Store store, int patient, List<Factors.Norms> norms) {
    List<Trained> parts = network.trained();
    for (int t = 0; t < parts.size(); t++) {
      parts.get(t).blank(store, patient);
      norms.get(t).terms()[patient] = 0;
    }
  }

  private List<Factors.Norms> norms(Store store) {
    List<Factors.Norms> norms = new ArrayList<>();
    for (Trained part : network.trained()) {
      Factors.Norms one =
          new Factors.Norms(new double[store.patients()], new double[store.patients()]);
      part.norms(store, one.squared(), one.terms());
      norms.add(one);
    }
    return norms;
  }

  private void runAll(Store store) {
    for (int row = 0; row < store.rows(); row += most.pass()) {
      Pass pass = new Pass(store, row, Math.min(most.pass(), store.rows() - row));
      network.fill(pass, input);
      network.run(pass);
    }
  }

  /** A patient with more images than a store has rows: the gradient is made, in double. */
  private void addAlone(Batch batch, int index, Factors factors, long[] sum) {
    double[] gradient = new double[grid.dimension()];
    List<Trained> parts = network.trained();
    List<DoubleSink> pieces =
        parts.stream().map(part -> new DoubleSink(gradient, part.longestStretch())).toList();
    int rows = batch.rows(index);
    for (int row = 0; row < rows; row += most.store()) {
      Store store = Store.part(batch, index, row, Math.min(rows, row + most.store()));
      parts.forEach(part -> part.begin(store));
      runAll(store);
      for (int t = 0; t < parts.size(); t++) {
        parts.get(t).weigh(store, new float[] {1f / rows});
        parts.get(t).addBlocks(store, List.of(new Trained.Block(0, 1)), pieces.get(t));
      }
    }
    double norm = Math.sqrt(pieces.stream().mapToDouble(p -> p.norm() * p.norm()).sum());
    for (DoubleSink part : pieces) {
      part.scale(grid.clippingNorm() * factors.share(norm, part.norm(), pieces.size()));
    }
    if (Double.isFinite(norm)) {
      factors.addSignal(norm, sum);
      grid.addClipped(gradient, sum);
    }
  }

  @Override
  public void close() {
    kernels.close();
  }
}
