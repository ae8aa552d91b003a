package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medveil.kernels.Gemm;
import org.medveil.learning.ParameterRange;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * z = x W + b. The gradient of a patient is the sum over the images of δ xᵀ, whose norm is known
 * without it: ‖Σ δᵢ xᵢᵀ‖² = Σᵢⱼ ⟨δᵢ, δⱼ⟩⟨xᵢ, xⱼ⟩ (Goodfellow 2015 for one image).
 */
final class DenseOperation implements Operation, Trained {
  // For bounds: under a tiny input a weighed delta could be beyond the floats, the gradient not.
  static final double LEAST_INPUT = 0x1p-60;

  private final Wiring wiring;
  private final Affine affine;
  private final RowGemm forward;
  private final RowGemm backward;
  private final Floats weights;
  private final RowGemm.Matrix forwardMatrix;
  private final Floats inputs;
  private final Floats deltaRows;
  private final Floats results;
  private final Floats stretch;
  private final DpKernels kernels;
  private final float[] flat;
  private final float[] bias;
  private final float[] deltas;
  private final double[] inputSquared;
  private final float[] biasSum;
  private final boolean onePass;
  private Operand rows;

  DenseOperation(DpKernels kernels, Wiring wiring, Affine affine, Rows most) {
    this.kernels = kernels;
    this.wiring = wiring;
    this.affine = affine;
    int in = affine.inputs();
    int out = affine.outputs();
    long size = (long) in * out;
    this.forward = new RowGemm(kernels, in, out);
    this.backward = new RowGemm(kernels, out, in);
    this.weights = kernels.allocate(size);
    // DL4J's order is outputs x inputs; the small kernels need it the other way round.
    this.forwardMatrix =
        forward.large()
            ? new RowGemm.Matrix(weights, true)
            : new RowGemm.Matrix(kernels.allocate(size), false);
    this.inputs = kernels.allocate(forward.padded(most.store()) * in);
    this.deltaRows = kernels.allocate(backward.padded(most.store()) * out);
    this.results = kernels.allocate(forward.padded(most.pass()) * Math.max(in, out));
    this.flat = new float[forward.large() ? 0 : Math.toIntExact(size)];
    this.bias = new float[affine.bias() ? out : 0];
    // Where all rows go in one pass, the flow's own array stays as it is until the next store.
    this.onePass = most.pass() == most.store();
    this.deltas =
        !affine.trained()
            ? new float[0]
            : onePass ? wiring.outputDelta() : new float[most.store() * out];
    this.inputSquared = new double[affine.trained() ? most.store() : 0];
    this.biasSum = new float[affine.trained() ? bias.length : 0];
    this.stretch = kernels.allocate(affine.trained() ? (long) in * panel() : 0);
  }

  @Override
  public void load(float[] parameters) {
    int in = affine.inputs();
    int out = affine.outputs();
    weights.put(0, parameters, affine.offset(), in * out);
    if (!forwardMatrix.transposed()) {
      Transpose.into(parameters, affine.offset(), out, in, flat);
      forwardMatrix.memory().put(0, flat, 0, in * out);
    }
    System.arraycopy(parameters, affine.offset() + in * out, bias, 0, bias.length);
  }

  @Override
  public void forward(Pass pass) {
    int in = affine.inputs();
    int out = affine.outputs();
    long at = (long) pass.firstRow() * in;
    if (!direct(pass)) {
      inputs.put(at, wiring.input(), 0, pass.rows() * in);
      rows = new Operand(inputs, 0);
    } else if (pass.store().memory() != null && pass.store().consecutive()) {
      rows = new Operand(pass.store().memory(), (long) pass.store().firstImage() * in);
    } else {
      pass.copyImages(inputs, at, in);
      rows = new Operand(inputs, 0);
    }
    forward.times(pass.rows(), inputRow(pass.firstRow()), forwardMatrix, results);
    float[] z = wiring.output();
    results.get(0, z, 0, pass.rows() * out);
    for (int row = 0; row < pass.rows() && bias.length > 0; row++) {
      addRow(bias, z, row * out);
    }
  }

  private Operand inputRow(int row) {
    return new Operand(rows.memory(), rows.at() + (long) row * affine.inputs());
  }

  private static void addRow(float[] bias, float[] z, int at) {
    for (int o = 0; o < bias.length; o++) {
      z[at + o] += bias[o];
    }
  }

  @Override
  public void backward(Pass pass) {
    if (wiring.wantsInputDelta()) {
      int out = affine.outputs();
      long at = (long) pass.firstRow() * out;
      deltaRows.put(at, wiring.outputDelta(), 0, pass.rows() * out);
      backward.times(
          pass.rows(), new Operand(deltaRows, at), new RowGemm.Matrix(weights, false), results);
      results.get(0, wiring.inputDelta(), 0, pass.rows() * affine.inputs());
    }
  }

  @Override
  public Optional<Trained> trained() {
    return affine.trained() ? Optional.of(this) : Optional.empty();
  }

  @Override
  public void begin(Store store) {
    // Every row is overwritten by the passes.
  }

  @Override
  public void keep(Pass pass) {
    int out = affine.outputs();
    if (!onePass) {
      System.arraycopy(wiring.outputDelta(), 0, deltas, pass.firstRow() * out, pass.rows() * out);
    }
    for (int row = 0; row < pass.rows(); row++) {
      inputSquared[pass.firstRow() + row] = inputSquared(pass, row) + one();
    }
  }

  /** Whether the input is the cohort's own images: no detour, and their norms are known. */
  private boolean direct(Pass pass) {
    return wiring.in() == 0 && pass.raw();
  }

  private double inputSquared(Pass pass, int row) {
    int in = affine.inputs();
    return direct(pass) ? pass.imageSquared(row) : Sums.squared(wiring.input(), row * in, in);
  }

  private double one() {
    return affine.bias() ? 1 : 0;
  }

  @Override
  public void norms(Store store, double[] squared, double[] termNorms) {
    int out = affine.outputs();
    for (int p = 0; p < store.patients(); p++) {
      int first = store.firstRow(p);
      double terms = 0;
      double last = 0;
      for (int row = first; row < first + store.rows(p); row++) {
        double delta = Sums.squared(deltas, row * out, out);
        last = delta * inputSquared[row];
        terms += Math.sqrt(delta * Math.max(LEAST_INPUT, inputSquared[row]));
      }
      termNorms[p] = terms;
      squared[p] = store.rows(p) == 1 ? last : gram(first, store.rows(p));
    }
  }

  /** The squared norm of a sum over several images. */
  private double gram(int first, int count) {
    float[] x = new float[count * affine.inputs()];
    rows.memory().get(inputRow(first).at(), x, 0, x.length);
    return Gram.squaredNorm(
        new Gram.Vectors(x, 0, affine.inputs()),
        new Gram.Vectors(deltas, first * affine.outputs(), affine.outputs()),
        count,
        one());
  }

  @Override
  public ParameterRange range() {
    return new ParameterRange(
        affine.trainedOffset(), affine.inputs() * affine.outputs() + bias.length);
  }

  @Override
  public int chain(int rows, int patients) {
    return rows;
  }

  @Override
  public void blank(Store store, int patient) {
    int in = affine.inputs();
    int out = affine.outputs();
    if (rows.memory() != inputs) {
      new Pass(store, 0, store.rows()).copyImages(inputs, 0, in);
      rows = new Operand(inputs, 0);
    }
    int first = store.firstRow(patient);
    int count = store.rows(patient);
    inputs.put((long) first * in, new float[count * in], 0, count * in);
    Arrays.fill(deltas, first * out, (first + count) * out, 0);
  }

  @Override
  public void weigh(Store store, float[] factors) {
    int out = affine.outputs();
    store.weigh(deltas, out, factors);
    deltaRows.put(0, deltas, 0, store.rows() * out);
  }

  @Override
  public void addBlocks(Store store, List<Block> blocks, BlockSink sink) {
    int in = affine.inputs();
    int out = affine.outputs();
    for (int o = 0; o < out; o += panel()) {
      int some = Math.min(panel(), out - o);
      sink.begin(new ParameterRange(affine.trainedOffset() + o * in, some * in));
      for (Block each : blocks) {
        int first = store.firstRow(each.from());
        kernels.gemm(
            new Gemm(true, false, some, in, store.rows(each), out, in, in, false),
            new Operand(deltaRows, (long) first * out + o),
            inputRow(first),
            new Operand(stretch, 0));
        sink.add(stretch);
      }
    }
    if (bias.length > 0) {
      addBias(store, blocks, sink);
    }
  }

  private void addBias(Store store, List<Block> blocks, BlockSink sink) {
    int out = affine.outputs();
    sink.begin(new ParameterRange(affine.trainedOffset() + affine.inputs() * out, out));
    for (Block each : blocks) {
      Arrays.fill(biasSum, 0);
      int first = store.firstRow(each.from());
      for (int row = first; row < first + store.rows(each); row++) {
        for (int o = 0; o < out; o++) {
          biasSum[o] += deltas[row * out + o];
        }
      }
      sink.add(biasSum);
    }
  }

  /** Outputs whose weights are summed at a time. */
  private int panel() {
    return Math.max(1, Math.min(affine.outputs(), BlockSink.STRETCH / affine.inputs()));
  }
}
