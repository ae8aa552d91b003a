package org.medveil.learning.engine;

import java.util.Optional;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;

/**
 * Layer normalisation as within DL4J's dense layer (Ba et al. 2016): nothing is added to the
 * deviation, and a vector without deviation becomes 0. Parameters: bias, then gain.
 */
final class LayerNormOperation implements Operation {
  private final Wiring wiring;
  private final int offset;
  private final int width;
  private final float[] bias;
  private final float[] gain;
  private final double[] mean;
  private final double[] inverse;
  private final SmallGradients gradients;

  LayerNormOperation(Wiring wiring, ModelNode node, TrainedPlace place, Rows most) {
    LayerOp.LayerNorm op = (LayerOp.LayerNorm) node.op();
    this.wiring = wiring;
    this.offset = node.parameterOffset();
    this.width = op.width();
    this.bias = new float[op.bias() ? width : 0];
    this.gain = new float[width];
    this.mean = new double[most.pass()];
    this.inverse = new double[most.pass()];
    this.gradients =
        place.trained()
            ? new SmallGradients(place.offset(), op.parameterCount(), most.patients())
            : null;
  }

  @Override
  public Optional<Trained> trained() {
    return Optional.ofNullable(gradients);
  }

  @Override
  public void load(float[] parameters) {
    System.arraycopy(parameters, offset, bias, 0, bias.length);
    System.arraycopy(parameters, offset + bias.length, gain, 0, width);
  }

  @Override
  public void forward(Pass pass) {
    float[] x = wiring.input();
    for (int row = 0; row < pass.rows(); row++) {
      int at = row * width;
      mean[row] = Sums.sum(x, at, width) / width;
      double variance = 0;
      for (int i = at; i < at + width; i++) {
        variance += (x[i] - mean[row]) * (x[i] - mean[row]);
      }
      inverse[row] = variance > 0 ? 1 / Math.sqrt(variance / width) : 0;
      for (int i = 0; i < width; i++) {
        double y = gain[i] * normal(row, i);
        wiring.output()[at + i] = (float) (bias.length > 0 ? y + bias[i] : y);
      }
    }
  }

  private double normal(int row, int i) {
    return (wiring.input()[row * width + i] - mean[row]) * inverse[row];
  }

  @Override
  public void backward(Pass pass) {
    float[] dy = wiring.outputDelta();
    for (int row = 0; row < pass.rows(); row++) {
      double sum = 0;
      double product = 0;
      for (int i = 0; i < width; i++) {
        double delta = dy[row * width + i];
        double x = normal(row, i);
        sum += gain[i] * delta;
        product += gain[i] * delta * x;
        if (gradients != null) {
          gradients.add(pass.patient(row), bias.length + i, delta * x);
          if (bias.length > 0) {
            gradients.add(pass.patient(row), i, delta);
          }
        }
      }
      if (wiring.wantsInputDelta()) {
        for (int i = 0; i < width; i++) {
          double own = gain[i] * dy[row * width + i] - (sum + normal(row, i) * product) / width;
          wiring.inputDelta()[row * width + i] = (float) (own * inverse[row]);
        }
      }
    }
  }
}
