package org.medveil.learning.engine;

import java.util.Arrays;
import java.util.List;
import org.medveil.learning.ParameterRange;
import org.medveil.learning.engine.DpKernels.Operand;

/** A convolution's gradient, one for each patient: the sum over the patient's images. */
final class MaterialisedConvolution implements Trained {
  private final DpKernels kernels;
  private final ConvolutionOperation operation;
  private final ConvolutionShape shape;
  private final int trainedOffset;
  private final Floats gradients;
  private final Floats stretch;
  private final SmallGradients bias;
  private float[] factors;

  MaterialisedConvolution(
      DpKernels kernels, ConvolutionOperation operation, TrainedPlace place, Rows most) {
    this.kernels = kernels;
    this.operation = operation;
    this.shape = operation.shape();
    this.trainedOffset = place.offset();
    this.gradients = kernels.allocate((long) most.patients() * shape.weights());
    this.bias = new SmallGradients(place.offset(), shape.bias(), most.patients());
    this.stretch = kernels.allocate(stretchLength());
  }

  @Override
  public void begin(Store store) {
    bias.begin(store);
  }

  @Override
  public void keep(Pass pass) {
    bias.addPlanes(pass, operation.wiring(), shape.positions());
    for (int row = 0; row < pass.rows(); row++) {
      int patient = pass.patient(row);
      operation.weightGradient(
          row, new Operand(gradients, (long) patient * shape.weights()), !pass.isFirstImage(row));
    }
  }

  @Override
  public void norms(Store store, double[] squared, double[] termNorms) {
    bias.norms(store, squared, termNorms);
    for (int p = 0; p < store.patients(); p++) {
      Operand gradient = new Operand(gradients, (long) p * shape.weights());
      squared[p] += kernels.squaredNorm(gradient, shape.weights());
      termNorms[p] = Math.sqrt(squared[p]);
    }
  }

  @Override
  public int chain(int rows, int patients) {
    return patients;
  }

  @Override
  public void blank(Store store, int patient) {
    bias.blank(store, patient);
    gradients.put((long) patient * shape.weights(), new float[shape.weights()], 0, shape.weights());
  }

  @Override
  public void weigh(Store store, float[] weights) {
    bias.weigh(store, weights);
    factors = weights.clone();
  }

  @Override
  public void addBlocks(Store store, List<Block> blocks, BlockSink sink) {
    bias.addBlocks(store, blocks, sink);
    for (int at = 0; at < shape.weights(); at += stretchLength()) {
      int length = Math.min(stretchLength(), shape.weights() - at);
      sink.begin(new ParameterRange(trainedOffset + shape.bias() + at, length));
      for (Block each : blocks) {
        kernels.weightedRows(
            new Operand(gradients, (long) each.from() * shape.weights() + at),
            shape.weights(),
            Arrays.copyOfRange(factors, each.from(), each.to()),
            new Operand(stretch, 0),
            length);
        sink.add(stretch);
      }
    }
  }

  @Override
  public ParameterRange range() {
    return shape.range(trainedOffset);
  }

  private int stretchLength() {
    return Math.min(shape.weights(), BlockSink.STRETCH);
  }
}
