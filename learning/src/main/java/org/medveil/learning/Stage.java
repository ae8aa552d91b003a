package org.medveil.learning;

import java.io.Serializable;
import java.util.Arrays;

/** One step of a dense network: a function of the vector before it, and its exact derivative. */
sealed interface Stage extends Serializable {
  int outputs();

  /** Computes {@code out} from {@code in}. */
  void forward(float[] parameters, double[] in, double[] out);

  /** Adds this stage's own part of the gradient; delta is the loss gradient at its output. */
  void addGradient(double[] in, double[] delta, double[] gradient);

  /** Overwrites {@code before} with the loss gradient at this stage's input. */
  void backward(float[] parameters, double[] in, double[] delta, double[] before);

  /**
   * z = x W + b.
   *
   * @param inputs columns of x
   * @param outputs columns of z
   * @param offset where W begins in the flat parameters; 'f' order, so the weights of one output
   *     lie together; b follows
   * @param bias whether there is a b
   */
  record Affine(int inputs, int outputs, int offset, boolean bias) implements Stage {
    int parameterCount() {
      return inputs * outputs + (bias ? outputs : 0);
    }

    @Override
    public void forward(float[] parameters, double[] in, double[] out) {
      for (int o = 0; o < outputs; o++) {
        double z = dot(parameters, offset + o * inputs, in);
        out[o] = bias ? z + parameters[offset + inputs * outputs + o] : z;
      }
    }

    @Override
    public void addGradient(double[] in, double[] delta, double[] gradient) {
      for (int o = 0; o < outputs; o++) {
        double d = delta[o];
        int at = offset + o * inputs;
        // No shortcut for d = 0: 0 times a feature that is not finite must stay not finite.
        for (int i = 0; i < inputs; i++) {
          gradient[at + i] += d * in[i];
        }
        if (bias) {
          gradient[offset + inputs * outputs + o] += d;
        }
      }
    }

    @Override
    public void backward(float[] parameters, double[] in, double[] delta, double[] before) {
      Arrays.fill(before, 0);
      for (int o = 0; o < outputs; o++) {
        double d = delta[o];
        int at = offset + o * inputs;
        for (int i = 0; i < inputs; i++) {
          before[i] += d * parameters[at + i];
        }
      }
    }

    // Four sums at once: the processor need not wait for one addition before the next.
    private double dot(float[] parameters, int at, double[] in) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = 0;
      for (; i + 3 < inputs; i += 4) {
        a += parameters[at + i] * in[i];
        b += parameters[at + i + 1] * in[i + 1];
        c += parameters[at + i + 2] * in[i + 2];
        d += parameters[at + i + 3] * in[i + 3];
      }
      for (; i < inputs; i++) {
        a += parameters[at + i] * in[i];
      }
      return (a + b) + (c + d);
    }
  }

  /** A curve applied to each element. */
  record Elementwise(int outputs, Curve curve) implements Stage {
    @Override
    public void forward(float[] parameters, double[] in, double[] out) {
      for (int i = 0; i < outputs; i++) {
        out[i] = curve.value(in[i]);
      }
    }

    @Override
    public void addGradient(double[] in, double[] delta, double[] gradient) {
      // A curve has no parameters.
    }

    @Override
    public void backward(float[] parameters, double[] in, double[] delta, double[] before) {
      for (int i = 0; i < outputs; i++) {
        before[i] = delta[i] * curve.slope(in[i]);
      }
    }
  }
}
