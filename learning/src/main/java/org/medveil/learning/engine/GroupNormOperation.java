package org.medveil.learning.engine;

import java.util.Optional;
import org.medveil.learning.LayerOp;
import org.medveil.learning.ModelNode;

/** Group normalisation, each image for itself (Wu and He 2018). Parameters: gain, bias. */
final class GroupNormOperation implements Operation {
  private final Wiring wiring;
  private final LayerOp.GroupNorm op;
  private final int offset;
  private final int plane;
  private final int each;
  private final float[] gain;
  private final float[] bias;
  private final float[] mean;
  private final float[] inverse;
  private final SmallGradients gradients;

  GroupNormOperation(Wiring wiring, ModelNode node, TrainedPlace place, Rows most) {
    this.wiring = wiring;
    this.op = (LayerOp.GroupNorm) node.op();
    this.offset = node.parameterOffset();
    this.plane = node.in().plane();
    this.each = op.channels() / op.groups();
    this.gain = new float[op.channels()];
    this.bias = new float[op.channels()];
    this.mean = new float[most.pass() * op.groups()];
    this.inverse = new float[mean.length];
    this.gradients =
        place.trained()
            ? new SmallGradients(place.offset(), 2 * op.channels(), most.patients())
            : null;
  }

  @Override
  public Optional<Trained> trained() {
    return Optional.ofNullable(gradients);
  }

  @Override
  public void load(float[] parameters) {
    System.arraycopy(parameters, offset, gain, 0, gain.length);
    System.arraycopy(parameters, offset + gain.length, bias, 0, bias.length);
  }

  @Override
  public void forward(Pass pass) {
    int size = each * plane;
    for (int g = 0; g < pass.rows() * op.groups(); g++) {
      double average = Sums.sum(wiring.input(), g * size, size) / size;
      double variance = 0;
      for (int c = 0; c < each; c++) {
        variance += squaredDistance(g * size + c * plane, (float) average);
      }
      mean[g] = (float) average;
      inverse[g] = (float) (1 / Math.sqrt(variance / size + op.epsilon()));
      for (int c = 0; c < each; c++) {
        int channel = g % op.groups() * each + c;
        float scale = gain[channel] * inverse[g];
        float shift = bias[channel] - mean[g] * scale;
        scale(g * size + c * plane, scale, shift);
      }
    }
  }

  private double squaredDistance(int at, float from) {
    float[] x = wiring.input();
    double s0 = 0;
    double s1 = 0;
    int i = at;
    for (; i + 1 < at + plane; i += 2) {
      float a = x[i] - from;
      float b = x[i + 1] - from;
      s0 += (double) a * a;
      s1 += (double) b * b;
    }
    if (i < at + plane) {
      s0 += (double) (x[i] - from) * (x[i] - from);
    }
    return s0 + s1;
  }

  private void scale(int at, float scale, float shift) {
    float[] x = wiring.input();
    float[] y = wiring.output();
    for (int i = at; i < at + plane; i++) {
      y[i] = x[i] * scale + shift;
    }
  }

  @Override
  public void backward(Pass pass) {
    int size = each * plane;
    double[] products = new double[each];
    double[] sums = new double[each];
    for (int g = 0; g < pass.rows() * op.groups(); g++) {
      double weighedSum = 0;
      double weighedProduct = 0;
      for (int c = 0; c < each; c++) {
        int at = g * size + c * plane;
        sums[c] = Sums.sum(wiring.outputDelta(), at, plane);
        double raw = Sums.dot(wiring.outputDelta(), at, wiring.input(), at, plane);
        products[c] = (raw - mean[g] * sums[c]) * inverse[g];
        int channel = g % op.groups() * each + c;
        weighedSum += gain[channel] * sums[c];
        weighedProduct += gain[channel] * products[c];
        if (gradients != null) {
          int patient = pass.patient(g / op.groups());
          gradients.add(patient, channel, products[c]);
          gradients.add(patient, op.channels() + channel, sums[c]);
        }
      }
      if (wiring.wantsInputDelta()) {
        float perX = (float) (weighedProduct / size * inverse[g]);
        float constant = (float) (weighedSum / size) - mean[g] * perX;
        for (int c = 0; c < each; c++) {
          float factor = gain[g % op.groups() * each + c];
          toInput(
              g * size + c * plane,
              factor * inverse[g],
              new Line(perX * inverse[g], constant * inverse[g]));
        }
      }
    }
  }

  private record Line(float perX, float constant) {}

  private void toInput(int at, float factor, Line line) {
    float[] x = wiring.input();
    float[] dy = wiring.outputDelta();
    float[] dx = wiring.inputDelta();
    float perX = line.perX;
    float constant = line.constant;
    for (int i = at; i < at + plane; i++) {
      dx[i] = dy[i] * factor - x[i] * perX - constant;
    }
  }
}
