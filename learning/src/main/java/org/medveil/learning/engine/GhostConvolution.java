package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.List;
import org.medveil.kernels.Gemm;
import org.medveil.learning.ParameterRange;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * A convolution's gradient that is never made for one patient alone: the norm follows from inner
 * products of patches and of deltas over all positions, the sum is one product over a block.
 */
final class GhostConvolution implements Trained {
  private final DpKernels kernels;
  private final Wiring wiring;
  private final ConvolutionShape shape;
  private final int trainedOffset;
  private final float[] images;
  private final float[] deltas;
  private final Floats result;
  private float[] blockPatches = new float[0];
  private float[] blockDeltas = new float[0];
  private Floats blockPatchMemory;
  private Floats blockDeltaMemory;
  private final SmallGradients bias;

  GhostConvolution(
      DpKernels kernels, Wiring wiring, ConvolutionShape shape, TrainedPlace place, Rows most) {
    this.kernels = kernels;
    this.wiring = wiring;
    this.shape = shape;
    this.trainedOffset = place.offset();
    this.images = new float[Math.multiplyExact(most.store(), wiring.inputWidth())];
    this.deltas = new float[Math.multiplyExact(most.store(), wiring.outputWidth())];
    this.result = kernels.allocate(shape.weights());
    this.bias = new SmallGradients(place.offset(), shape.bias(), most.patients());
  }

  @Override
  public void begin(Store store) {
    bias.begin(store);
  }

  @Override
  public void keep(Pass pass) {
    int in = wiring.inputWidth();
    int out = wiring.outputWidth();
    System.arraycopy(wiring.input(), 0, images, pass.firstRow() * in, pass.rows() * in);
    System.arraycopy(wiring.outputDelta(), 0, deltas, pass.firstRow() * out, pass.rows() * out);
    bias.addPlanes(pass, wiring, shape.positions());
  }

  @Override
  public void norms(Store store, double[] squared, double[] termNorms) {
    bias.norms(store, squared, termNorms);
    for (int p = 0; p < store.patients(); p++) {
      int wide = store.rows(p) * shape.positions();
      gather(store, new Block(p, p + 1));
      double[] x = kernels.gram(blockPatches, shape.patch(), wide);
      double[] d = kernels.gram(blockDeltas, shape.outputs(), wide);
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * d[i];
      }
      double terms = 0;
      for (int i = 0; i < wide; i++) {
        terms += Math.sqrt(Math.max(DenseOperation.LEAST_INPUT, x[i * wide + i]) * d[i * wide + i]);
      }
      squared[p] += Math.max(0, sum);
      termNorms[p] += terms;
    }
  }

  @Override
  public int chain(int rows, int patients) {
    return rows * shape.positions();
  }

  @Override
  public void blank(Store store, int patient) {
    bias.blank(store, patient);
    int first = store.firstRow(patient);
    int end = first + store.rows(patient);
    Arrays.fill(images, first * wiring.inputWidth(), end * wiring.inputWidth(), 0);
    Arrays.fill(deltas, first * wiring.outputWidth(), end * wiring.outputWidth(), 0);
  }

  @Override
  public void weigh(Store store, float[] factors) {
    bias.weigh(store, factors);
    store.weigh(deltas, wiring.outputWidth(), factors);
  }

  @Override
  public void addBlocks(Store store, List<Block> blocks, BlockSink sink) {
    bias.addBlocks(store, blocks, sink);
    sink.begin(new ParameterRange(trainedOffset + shape.bias(), shape.weights()));
    for (Block each : blocks) {
      int wide = store.rows(each) * shape.positions();
      gather(store, each);
      blockPatchMemory.put(0, blockPatches, 0, shape.patch() * wide);
      blockDeltaMemory.put(0, blockDeltas, 0, shape.outputs() * wide);
      kernels.gemm(
          new Gemm(
              false, true, shape.outputs(), shape.patch(), wide, wide, wide, shape.patch(), false),
          new Operand(blockDeltaMemory, 0),
          new Operand(blockPatchMemory, 0),
          new Operand(result, 0));
      sink.add(result);
    }
  }

  /** The patches and deltas of a block's rows, side by side. */
  private void gather(Store store, Block block) {
    int positions = shape.positions();
    int wide = store.rows(block) * positions;
    room(wide);
    for (int i = 0; i < store.rows(block); i++) {
      int row = store.firstRow(block.from()) + i;
      shape
          .columns()
          .gather(
              images,
              row * wiring.inputWidth(),
              new Columns.Place(blockPatches, i * positions, wide));
      int from = row * wiring.outputWidth();
      for (int o = 0; o < shape.outputs(); o++) {
        System.arraycopy(
            deltas, from + o * positions, blockDeltas, o * wide + i * positions, positions);
      }
    }
  }

  private void room(int wide) {
    if (blockPatches.length < shape.patch() * wide) {
      // Native memory is freed only at the end, so that grown by doubling it is twice as much at
      // most.
      int room = Math.max(wide, 2 * blockPatches.length / shape.patch());
      blockPatches = new float[Math.multiplyExact(shape.patch(), room)];
      blockDeltas = new float[Math.multiplyExact(shape.outputs(), room)];
      blockPatchMemory = kernels.allocate(blockPatches.length);
      blockDeltaMemory = kernels.allocate(blockDeltas.length);
    }
  }

  @Override
  public ParameterRange range() {
    return shape.range(trainedOffset);
  }
}
