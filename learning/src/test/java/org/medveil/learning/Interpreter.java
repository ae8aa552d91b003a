package org.medveil.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Computes what a graph says, word by word, in double: the meaning of {@link LayerOp}. */
final class Interpreter {
  private final ModelGraph graph;
  private final float[] parameters;

  Interpreter(ModelGraph graph, float[] parameters) {
    this.graph = graph;
    this.parameters = parameters;
  }

  /** Probabilities for one image. */
  double[] probabilities(float[] image) {
    double[] input = new double[image.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = image[i];
    }
    List<double[]> values = new ArrayList<>();
    for (ModelNode node : graph.nodes()) {
      List<double[]> in = node.inputs().stream().map(i -> i < 0 ? input : values.get(i)).toList();
      double[] out = compute(node, in);
      if (out.length != node.out().size() || in.get(0).length != node.in().size()) {
        throw new AssertionError(node.name() + " has another shape than it says");
      }
      values.add(out);
    }
    return values.get(values.size() - 1);
  }

  private double[] compute(ModelNode node, List<double[]> in) {
    double[] x = in.get(0);
    int at = node.parameterOffset();
    if (node.op() instanceof LayerOp.Dense dense) {
      return affine(x, dense.outputs(), at, dense.bias());
    } else if (node.op() instanceof LayerOp.Output output) {
      return probabilities(affine(x, output.outputs(), at, output.bias()), output.softmax());
    } else if (node.op() instanceof LayerOp.LowRank low) {
      return lowRank(x, low, at);
    } else if (node.op() instanceof LayerOp.Activate activate) {
      double[] y = new double[x.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = curve(activate, x[i]);
      }
      return y;
    } else if (node.op() instanceof LayerOp.Convolution convolution) {
      return convolution(x, node, convolution);
    } else if (node.op() instanceof LayerOp.Pool pool) {
      return pool(x, node, pool);
    } else if (node.op() instanceof LayerOp.GlobalPool pool) {
      Window whole = new Window(node.in().height(), node.in().width(), 1, 1, 0, 0, 0, 0);
      return pool(x, node, new LayerOp.Pool(pool.kind(), whole, true));
    } else if (node.op() instanceof LayerOp.GroupNorm norm) {
      return groupNorm(x, node, norm);
    } else if (node.op() instanceof LayerOp.LayerNorm norm) {
      return layerNorm(x, norm, at);
    } else if (node.op() instanceof LayerOp.Add) {
      double[] y = new double[x.length];
      for (double[] one : in) {
        for (int i = 0; i < y.length; i++) {
          y[i] += one[i];
        }
      }
      return y;
    } else if (node.op() instanceof LayerOp.ZeroPad pad) {
      return zeroPad(x, node, pad);
    }
    return x; // reshaping, and dropout outside of training
  }

  private double[] affine(double[] x, int outputs, int at, boolean bias) {
    double[] z = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      z[o] = bias ? parameters[at + x.length * outputs + o] : 0;
      for (int i = 0; i < x.length; i++) {
        z[o] += x[i] * parameters[at + o * x.length + i];
      }
    }
    return z;
  }

  private double[] lowRank(double[] x, LayerOp.LowRank op, int at) {
    double[] z = affine(x, op.outputs(), at, op.bias());
    int down = at + op.fixedCount();
    double[] inner = affine(x, op.rank(), down, false);
    double[] change = affine(inner, op.outputs(), down + op.inputs() * op.rank(), false);
    for (int o = 0; o < z.length; o++) {
      z[o] += op.scale() * change[o];
    }
    return z;
  }

  private static double[] probabilities(double[] z, boolean softmax) {
    double sum = 0;
    for (double one : z) {
      sum += Math.exp(one);
    }
    double[] p = new double[z.length];
    for (int k = 0; k < p.length; k++) {
      p[k] = softmax ? Math.exp(z[k]) / sum : 1 / (1 + Math.exp(-z[k]));
    }
    return p;
  }

  private static double curve(LayerOp.Activate op, double x) {
    return switch (op.curve()) {
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : op.alpha() * x;
      case ELU -> x > 0 ? x : op.alpha() * Math.expm1(x);
      case SELU -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
      case SOFTPLUS -> Math.log1p(Math.exp(x));
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case SWISH -> x / (1 + Math.exp(-x));
      case GELU -> x / (1 + Math.exp(-1.702 * x));
    };
  }

  private double[] convolution(double[] x, ModelNode node, LayerOp.Convolution op) {
    Shape in = node.in();
    Shape out = node.out();
    Window w = op.window();
    double[] y = new double[out.size()];
    for (int o = 0; o < y.length; o++) {
      int channel = o / out.plane();
      y[o] = op.bias() ? parameters[node.parameterOffset() + channel] : 0;
      for (int k = 0; k < op.inputs() * w.area(); k++) {
        int row = row(o, out, w) + k % w.area() / w.kernelWidth();
        int column = column(o, out, w) + k % w.kernelWidth();
        if (inside(in, row, column)) {
          int weight = channel * op.inputs() * w.area() + k;
          y[o] +=
              parameters[node.parameterOffset() + op.weightOffset() + weight]
                  * x[(k / w.area() * in.height() + row) * in.width() + column];
        }
      }
    }
    return y;
  }

  private static double[] pool(double[] x, ModelNode node, LayerOp.Pool op) {
    Shape in = node.in();
    Shape out = node.op().out(in);
    Window w = op.window();
    boolean max = op.kind() == PoolKind.MAX;
    DoubleBinaryOperator join = max ? Math::max : Double::sum;
    double[] y = new double[out.size()];
    for (int o = 0; o < y.length; o++) {
      y[o] = max ? Double.NEGATIVE_INFINITY : 0;
      int count = 0;
      for (int k = 0; k < w.area(); k++) {
        int row = row(o, out, w) + k / w.kernelWidth();
        int column = column(o, out, w) + k % w.kernelWidth();
        if (inside(in, row, column)) {
          y[o] =
              join.applyAsDouble(
                  y[o], x[(o / out.plane() * in.height() + row) * in.width() + column]);
          count++;
        }
      }
      if (op.kind() == PoolKind.AVERAGE) {
        y[o] /= op.countPadding() ? w.area() : count;
      }
    }
    return y;
  }

  private static int row(int o, Shape out, Window w) {
    return o % out.plane() / out.width() * w.strideHeight() - w.padTop();
  }

  private static int column(int o, Shape out, Window w) {
    return o % out.width() * w.strideWidth() - w.padLeft();
  }

  private static boolean inside(Shape in, int row, int column) {
    return row >= 0 && row < in.height() && column >= 0 && column < in.width();
  }

  private double[] groupNorm(double[] x, ModelNode node, LayerOp.GroupNorm op) {
    int length = x.length / op.groups();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int from = i / length * length;
      double unit =
          (x[i] - mean(x, from, length)) / Math.sqrt(variance(x, from, length) + op.epsilon());
      int channel = node.parameterOffset() + i / node.in().plane();
      y[i] = parameters[channel] * unit + parameters[channel + op.channels()];
    }
    return y;
  }

  private double[] layerNorm(double[] x, LayerOp.LayerNorm op, int at) {
    double[] y = new double[x.length];
    int gain = at + (op.bias() ? op.width() : 0);
    for (int i = 0; i < x.length; i++) {
      double unit = (x[i] - mean(x, 0, x.length)) / Math.sqrt(variance(x, 0, x.length));
      y[i] = parameters[gain + i] * unit + (op.bias() ? parameters[at + i] : 0);
    }
    return y;
  }

  private static double mean(double[] x, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += x[i];
    }
    return sum / length;
  }

  private static double variance(double[] x, int from, int length) {
    double mean = mean(x, from, length);
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (x[i] - mean) * (x[i] - mean);
    }
    return sum / length;
  }

  private static double[] zeroPad(double[] x, ModelNode node, LayerOp.ZeroPad op) {
    Shape in = node.in();
    Shape out = node.out();
    double[] y = new double[out.size()];
    for (int i = 0; i < x.length; i++) {
      int row = i % in.plane() / in.width() + op.top();
      int column = i % in.width() + op.left();
      y[i / in.plane() * out.plane() + row * out.width() + column] = x[i];
    }
    return y;
  }
}
