package org.medveil.learning.engine;

import org.medveil.learning.ActivationCurve;
import org.medveil.learning.LayerOp;

/** A curve applied to each number. */
final class ActivationOperation implements Operation {
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double GELU_STEEPNESS = 1.702;

  private final Wiring wiring;
  private final ActivationCurve curve;
  private final double alpha;

  ActivationOperation(Wiring wiring, LayerOp.Activate op) {
    this.wiring = wiring;
    this.curve = op.curve();
    this.alpha = op.alpha();
  }

  @Override
  public void forward(Pass pass) {
    int n = pass.rows() * wiring.inputWidth();
    float[] x = wiring.input();
    float[] y = wiring.output();
    if (curve == ActivationCurve.RELU) {
      for (int i = 0; i < n; i++) {
        y[i] = Math.max(0, x[i]);
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      y[i] = (float) value(x[i]);
    }
  }

  @Override
  public void backward(Pass pass) {
    if (!wiring.wantsInputDelta()) {
      return;
    }
    int n = pass.rows() * wiring.inputWidth();
    float[] x = wiring.input();
    float[] dy = wiring.outputDelta();
    float[] dx = wiring.inputDelta();
    if (curve == ActivationCurve.RELU) {
      // 1 above 0, else 0, in instructions that the compiler makes vectors of: the least float
      // above 0 is 2^-149.
      for (int i = 0; i < n; i++) {
        dx[i] = dy[i] * Math.min(1, Math.max(0, x[i]) * 0x1p100f * 0x1p49f);
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      dx[i] = (float) (dy[i] * slope(x[i]));
    }
  }

  private double value(double x) {
    return switch (curve) {
      case SIGMOID -> sigmoid(x);
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : alpha * x;
      case ELU -> x > 0 ? x : alpha * Math.expm1(x);
      case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
      case SOFTPLUS -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case SWISH -> x * sigmoid(x);
      case GELU -> x * sigmoid(GELU_STEEPNESS * x);
    };
  }

  private double slope(double x) {
    return switch (curve) {
      case SIGMOID -> sigmoid(x) * (1 - sigmoid(x));
      case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
      case RELU -> x > 0 ? 1 : 0;
      case LEAKY_RELU -> x > 0 ? 1 : alpha;
      case ELU -> x > 0 ? 1 : alpha * Math.exp(x);
      case SELU -> SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x));
      case SOFTPLUS -> sigmoid(x);
      case SOFTSIGN -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)));
      case SWISH -> sigmoid(x) * (1 + x * (1 - sigmoid(x)));
      case GELU -> geluSlope(x);
    };
  }

  private static double geluSlope(double x) {
    double s = sigmoid(GELU_STEEPNESS * x);
    return s * (1 + GELU_STEEPNESS * x * (1 - s));
  }

  private static double sigmoid(double x) {
    double small = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : small) / (1 + small);
  }
}
