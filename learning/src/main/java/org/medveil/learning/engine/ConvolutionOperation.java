package org.medveil.learning.engine;

import java.util.Optional;
import org.medveil.kernels.Gemm;
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
  private final Columns planes;
  private final int offset;
  private final int group;
  private final int wide;
  private final int margin;
  private final Floats weights;
  private final Floats patches;
  private final Floats maps;
  private final Floats result;
  private final float[] bias;
  private final Trained gradient;

  ConvolutionOperation(
      DpKernels kernels, Wiring wiring, ModelNode node, TrainedPlace place, Rows most) {
    this.kernels = kernels;
    this.wiring = wiring;
    this.op = (LayerOp.Convolution) node.op();
    this.columns = new Columns(node.in(), op.window());
    this.planes = Columns.planes(node.out());
    this.offset = node.parameterOffset();
    int positions = columns.positions();
    this.group = group(positions);
    this.margin = group == 1 ? 0 : kernels.margins().columns();
    this.wide = wide(positions, margin);
    long groups = (most.pass() + group - 1) / group;
    this.weights = kernels.allocate((long) op.outputs() * columns.patch());
    this.patches = kernels.allocate(groups * columns.patch() * wide);
    this.maps = kernels.allocate(groups * op.outputs() * wide);
    this.result = kernels.allocate((long) Math.max(columns.patch(), op.outputs()) * wide);
    this.bias = new float[op.outputs()];
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
    System.arraycopy(parameters, offset, bias, 0, op.weightOffset());
    weights.put(0, parameters, offset + op.weightOffset(), op.outputs() * columns.patch());
  }

  @Override
  public Optional<Trained> trained() {
    return Optional.ofNullable(gradient);
  }

  @Override
  public void forward(Pass pass) {
    Gemm shape = Gemm.plain(op.outputs(), wide, columns.patch());
    for (int row = 0; row < pass.rows(); row += group) {
      Operand group = group(patches, row, columns.patch());
      kernels.gather(columns, images(pass, row, wiring.input(), wiring.inputWidth()), tile(group));
      kernels.gemm(shape, new Operand(weights, 0), group, new Operand(result, 0));
      kernels.planes(
          tile(new Operand(result, 0)),
          bias,
          columns.positions(),
          images(pass, row, wiring.output(), wiring.outputWidth()));
    }
  }

  @Override
  public void backward(Pass pass) {
    Gemm shape =
        new Gemm(
            true, false, columns.patch(), wide, op.outputs(), columns.patch(), wide, wide, false);
    for (int row = 0; row < pass.rows(); row += group) {
      Operand group = group(maps, row, op.outputs());
      kernels.gather(
          planes, images(pass, row, wiring.outputDelta(), wiring.outputWidth()), tile(group));
      if (wiring.wantsInputDelta()) {
        kernels.gemm(shape, new Operand(weights, 0), group, new Operand(result, 0));
        kernels.scatter(
            columns,
            tile(new Operand(result, 0)),
            images(pass, row, wiring.inputDelta(), wiring.inputWidth()));
      }
    }
  }

  /** The matrix of the group that a row of the pass is in. */
  private Operand group(Floats memory, int row, int rows) {
    return new Operand(memory, (long) (row / group) * rows * wide);
  }

  private DpKernels.Tile tile(Operand matrix) {
    return new DpKernels.Tile(new Operand(matrix.memory(), matrix.at() + margin), wide);
  }

  private DpKernels.Images images(Pass pass, int row, float[] values, int width) {
    int count = Math.min(group, pass.rows() - row);
    return new DpKernels.Images(values, row * width, width, count);
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
        new Operand(maps, group(maps, row, op.outputs()).at() + column),
        new Operand(patches, group(patches, row, columns.patch()).at() + column),
        to);
  }
}
