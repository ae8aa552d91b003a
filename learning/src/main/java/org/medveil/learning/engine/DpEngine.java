package org.medveil.learning.engine;

import java.util.ArrayList;
import java.util.List;
import org.medveil.contracts.Refusal;
import org.medveil.dp.GridGaussian;
import org.medveil.kernels.MatrixKernels;
import org.medveil.learning.ClippedSums;
import org.medveil.learning.Cohort;
import org.medveil.learning.EngineSettings;
import org.medveil.learning.ModelGraph;
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
  private final DpKernels kernels = kernels();
  private final ImageMemory images = new ImageMemory(kernels);
  private final ModelGraph graph;
  private final GridGaussian grid;
  private final EngineSettings settings;
  private final int bucketBits;
  private final Rows most;
  private final Network network;
  private final Blocks blocks;
  private final GridSink sink;
  private final LoneSum lone;

  /**
   * Compiles a network.
   *
   * @param graph with at least one trained parameter
   * @param grid clip and grid, one entry per trained parameter
   * @param settings clipping rule and sizes
   */
  public DpEngine(ModelGraph graph, GridGaussian grid, EngineSettings settings) {
    this.graph = graph;
    this.grid = grid;
    this.settings = settings;
    int entries = graph.trainableCount() + settings.clipping().extraEntries();
    if (entries != grid.dimension()) {
      throw new IllegalArgumentException(
          "the grid has " + grid.dimension() + " entries, the sum " + entries);
    }
    this.bucketBits = Integer.numberOfTrailingZeros(settings.buckets());
    this.most = new Footprint(graph).rows(settings.microBatch());
    this.network = NetworkCompiler.compile(kernels, graph, most);
    this.blocks = new Blocks(network.trained(), Factors.blockNorm(grid));
    this.sink = new GridSink(kernels, grid);
    this.lone = new LoneSum(network, grid, most);
  }

  @Override
  public void add(StepPoint point, Cohort cohort, int[] sampled, long[] sum) {
    if (sum.length != grid.dimension()) {
      throw new IllegalArgumentException("the sum has " + grid.dimension() + " entries");
    }
    if (point.parameters().length != graph.parameterCount()) {
      throw new IllegalArgumentException("the model has " + graph.parameterCount() + " parameters");
    }
    if (sampled.length == 0) {
      return;
    }
    if (cohort.width() != graph.input().size()) {
      throw Refusal.badData(
          "a vector has " + cohort.width() + " numbers, the model takes " + graph.input().size(),
          "train and score with the encoder that the model was specified for");
    }
    network.load(point.parameters());
    sink.into(sum);
    Factors factors = Factors.of(grid, settings.clipping(), point.clippingNorm());
    Batch all = new Batch(cohort, sampled, point.step(), settings.augmentation(), null);
    if (!network.images().needed()) {
      all = all.in(images.of(all));
    }
    Batch many = all.where(most.patient(), true);
    for (int p = 0; p < many.sampled().length; p++) {
      lone.add(many, p, factors, sum);
    }
    Batch batch = all.where(most.patient(), false);
    for (List<Trained.Block> together : Stores.of(batch, most, bucketBits)) {
      for (int p : addStore(Store.of(batch, together), factors, sum)) {
        lone.add(batch, together.get(0).from() + p, factors, sum);
      }
    }
  }

  /** Adds all patients of a store but those returned. */
  private List<Integer> addStore(Store store, Factors factors, long[] sum) {
    network.run(store, most.pass());
    List<Trained> parts = network.trained();
    List<Factors.Norms> norms = norms(store);
    float[][] weights = new float[parts.size()][store.patients()];
    boolean[] counts = new boolean[store.patients()];
    for (int p = 0; p < store.patients(); p++) {
      counts[p] = factors.set(norms, p, store.rows(p), weights);
      if (!counts[p]) {
        blank(store, p, norms);
      }
    }
    Blocks.Cut cut = blocks.cut(store, norms, weights, bucketBits);
    cut.alone().forEach(p -> counts[p] = false);
    for (int p = 0; p < store.patients(); p++) {
      if (counts[p]) {
        factors.addSignal(Factors.norms(norms, p, store.rows(p)), sum);
      }
    }
    for (int t = 0; t < parts.size(); t++) {
      parts.get(t).weigh(store, weights[t]);
      parts.get(t).addBlocks(store, cut.together(), sink);
    }
    return cut.alone();
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

  private static DpKernels kernels() {
    return MatrixKernels.load().<DpKernels>map(RustKernels::new).orElseGet(OpenBlasKernels::new);
  }

  @Override
  public void close() {
    kernels.close();
  }
}
