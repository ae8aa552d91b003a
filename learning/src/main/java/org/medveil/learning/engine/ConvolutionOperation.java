package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.Optional;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;
import org.medveil.learning.engine.DpKernels.Operand;

/**
 * A convolution as a product with the matrix of patches. Images are multiplied in groups of a fixed
 * number, so that small feature maps do not make tiny products, and an image's result does not
 * depend on how many others there are.
 */
final class ConvolutionOperation implements Operation {
  private static final int GROUP_COLUMNS = 128;

  private final DpKernels kernels;
  private final Wiring wiring;
  private final LayerOp.Convolution op;
  private final Columns columns;
  private final int offset;
  private final int group;
  private final int wide;
  private final int margin;
  private final Floats weights;
  private final Floats patches;
  private final Floats maps;
  private final Floats result;
  private final float[] bias;
  private final float[] patchScratch;
  private final float[] mapScratch;
  private final Trained gradient;

  ConvolutionOperation(
      DpKernels kernels, Wiring wiring, ModelNode node, TrainedPlace place, Rows most) {
    this.kernels = kernels;
    this.wiring = wiring;
    this.op = (LayerOp.Convolution) node.op();
    this.columns = new Columns(node.in(), op.window());
    this.offset = node.parameterOffset();
    int positions = columns.positions();
    this.group = group(positions);
    this.margin = group == 1 ? 0 : kernels.margins().columns();
    this.wide = wide(positions, margin);
    long groups = (most.pass() + group - 1) / group;
    this.weights = kernels.allocate((long) op.outputs() * columns.patch());
    this.patches = kernels.allocate(groups * columns.patch() * wide);
    this.maps = kernels.allocate(groups * op.outputs() * wide);
    this.patchScratch = new float[columns.patch() * wide];
    this.mapScratch = new float[op.outputs() * wide];
    this.result = kernels.allocate(Math.max(patchScratch.length, mapScratch.length));
    this.bias = new float[op.weightOffset()];
    if (!place.trained()) {
      this.gradient = null;
    } else if (ConvolutionCost.ghost(op.outputs(), positions, columns.patch())) {
      this.gradient =
          new GhostConvolution(kernels, wiring, new ConvolutionShape(op, columns), place, most);
    } else {
      this.gradient = new MaterialisedConvolution(kernels, this, place, most);
    }
  }

  /** Images that are multiplied together. */
  static int group(int positions) {
    return Math.max(1, GROUP_COLUMNS / positions);
  }

  /** Columns of a product; whole eights between the margins. */
  static int wide(int positions, int margin) {
    int columns = group(positions) * positions;
    return margin == 0 ? columns : (columns + 7) / 8 * 8 + 2 * margin;
  }

  @Override
  public void load(float[] parameters) {
    System.arraycopy(parameters, offset, bias, 0, bias.length);
    weights.put(0, parameters, offset + bias.length, op.outputs() * columns.patch());
  }

  @Override
  public Optional<Trained> trained() {
    return Optional.ofNullable(gradient);
  }

  @Override
  public void forward(Pass pass) {
    Gemm shape = Gemm.plain(op.outputs(), wide, columns.patch());
    for (int row = 0, at = 0; row < pass.rows(); row += group, at++) {
      int images = Math.min(group, pass.rows() - row);
      for (int i = 0; i < images; i++) {
        columns.gather(
            wiring.input(),
            (row + i) * wiring.inputWidth(),
            new Columns.Place(patchScratch, margin + i * columns.positions(), wide));
      }
      Operand group = new Operand(patches, (long) at * patchScratch.length);
      patches.put(group.at(), patchScratch, 0, patchScratch.length);
      kernels.gemm(shape, new Operand(weights, 0), group, new Operand(result, 0));
      result.get(0, mapScratch, 0, mapScratch.length);
      for (int i = 0; i < images; i++) {
        toRow(i, wiring.output(), (row + i) * wiring.outputWidth());
      }
    }
  }

  /** One image's maps out of the group's, with bias. */
  private void toRow(int image, float[] z, int at) {
    int positions = columns.positions();
    for (int o = 0; o < op.outputs(); o++) {
      float b = bias.length > 0 ? bias[o] : 0;
      int from = o * wide + margin + image * positions;
      int to = at + o * positions;
      for (int p = 0; p < positions; p++) {
        z[to + p] = mapScratch[from + p] + b;
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    Gemm shape =
        new Gemm(
            true, false, columns.patch(), wide, op.outputs(), columns.patch(), wide, wide, false);
    for (int row = 0, at = 0; row < pass.rows(); row += group, at++) {
      int images = Math.min(group, pass.rows() - row);
      for (int i = 0; i < images; i++) {
        fromRow(wiring.outputDelta(), (row + i) * wiring.outputWidth(), i);
      }
      Operand group = new Operand(maps, (long) at * mapScratch.length);
      maps.put(group.at(), mapScratch, 0, mapScratch.length);
      if (wiring.wantsInputDelta()) {
        kernels.gemm(shape, new Operand(weights, 0), group, new Operand(result, 0));
        result.get(0, patchScratch, 0, patchScratch.length);
        for (int i = 0; i < images; i++) {
          int to = (row + i) * wiring.inputWidth();
          Arrays.fill(wiring.inputDelta(), to, to + wiring.inputWidth(), 0);
          columns.scatter(
              new Columns.Place(patchScratch, margin + i * columns.positions(), wide),
              wiring.inputDelta(),
              to);
        }
      }
    }
  }

  private void fromRow(float[] deltas, int at, int image) {
    int positions = columns.positions();
    for (int o = 0; o < op.outputs(); o++) {
      System.arraycopy(
          deltas, at + o * positions, mapScratch, o * wide + margin + image * positions, positions);
    }
  }

  ConvolutionShape shape() {
    return new ConvolutionShape(op, columns);
  }

  Wiring wiring() {
    return wiring;
  }

  /**
   * Writes or adds the gradient of the weights from one row of the pass that has just gone
   * backward.
   */
  void weightGradient(int row, Operand to, boolean add) {
    int positions = columns.positions();
    long at = row / group;
    int column = margin + row % group * positions;
    kernels.gemm(
        new Gemm(
            false,
            true,
            op.outputs(),
            columns.patch(),
            positions,
            wide,
            wide,
            columns.patch(),
            add),
        new Operand(maps, at * mapScratch.length + column),
        new Operand(patches, at * patchScratch.length + column),
        to);
  }
}
