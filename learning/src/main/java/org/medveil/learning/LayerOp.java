package org.medveil.learning;

import java.io.Serializable;
import java.util.List;

/**
 * One operation of a network, in numbers only. Parameters of an operation lie together in the flat
 * vector, in the order given here, which is DL4J's.
 */
public sealed interface LayerOp extends Serializable {
  /** How many floats of the flat parameter vector belong to this operation. */
  default int parameterCount() {
    return 0;
  }

  /** How many of them, at the beginning, are never trained, whatever the model says. */
  default int fixedCount() {
    return 0;
  }

  /** What comes out for what goes in; the network was checked, so it fits. */
  Shape out(Shape in);

  /**
   * z = x W + b. Parameters: W in 'f' order (all weights of output 0, then of output 1, ...), b.
   *
   * @param inputs length of x
   * @param outputs length of z
   * @param bias whether there is a b
   */
  record Dense(int inputs, int outputs, boolean bias) implements LayerOp {
    @Override
    public int parameterCount() {
      return affine(inputs, outputs, bias);
    }

    @Override
    public Shape out(Shape in) {
      return Shape.flat(outputs);
    }
  }

  /**
   * The last node: z = x W + b as in {@link Dense}, then softmax or sigmoid, then cross-entropy.
   * Its loss gradient with respect to z is weight(label) (probability - truth).
   *
   * @param inputs length of x
   * @param outputs length of z
   * @param bias whether there is a b
   * @param softmax else one sigmoid, whose label is 0 or 1
   * @param classWeights what an image of each class counts: as many as classes (2 for a sigmoid),
   *     or none for 1 each
   */
  record Output(int inputs, int outputs, boolean bias, boolean softmax, List<Double> classWeights)
      implements LayerOp {
    /** Copies the weights. */
    public Output {
      classWeights = List.copyOf(classWeights);
    }

    /** Labels are below this. */
    public int classes() {
      return softmax ? outputs : 2;
    }

    /** What an image of this class counts. */
    public double classWeight(int label) {
      return classWeights.isEmpty() ? 1 : classWeights.get(label);
    }

    @Override
    public int parameterCount() {
      return affine(inputs, outputs, bias);
    }

    @Override
    public Shape out(Shape in) {
      return Shape.flat(outputs);
    }
  }

  /**
   * A curve applied to each number.
   *
   * @param curve which
   * @param alpha slope below zero of LEAKY_RELU, depth of ELU, else 0
   */
  record Activate(ActivationCurve curve, double alpha) implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return in;
    }
  }

  /**
   * A convolution (cross-correlation, as all libraries mean it), padded with zeros. Parameters: b,
   * then W in 'c' order [outputs, inputs, kernel rows, kernel columns].
   *
   * @param inputs channels in
   * @param outputs channels out
   * @param window kernel, strides, padding; no dilation
   * @param bias whether there is a b
   */
  record Convolution(int inputs, int outputs, Window window, boolean bias) implements LayerOp {
    /** Where W begins, after b. */
    public int weightOffset() {
      return bias ? outputs : 0;
    }

    @Override
    public int parameterCount() {
      return Math.addExact(
          Math.multiplyExact(Math.multiplyExact(inputs, outputs), window.area()), weightOffset());
    }

    @Override
    public Shape out(Shape in) {
      return window.over(in, outputs);
    }
  }

  /**
   * Pooling of each channel for itself. Padding never is a maximum.
   *
   * @param kind how
   * @param window kernel, strides, padding
   * @param countPadding whether an average divides by the kernel's whole area even where it lies
   *     over padding; else by the pixels under it
   */
  record Pool(PoolKind kind, Window window, boolean countPadding) implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return window.over(in, in.channels());
    }
  }

  /**
   * Each channel becomes one number.
   *
   * @param kind how
   */
  record GlobalPool(PoolKind kind) implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return Shape.flat(in.channels());
    }
  }

  /**
   * Group normalisation (Wu and He 2018): the channels of a group are brought to mean 0 and
   * variance 1 over all their pixels, (x - mean) / sqrt(variance + epsilon), then per channel gain
   * x + bias. Parameters: gain, bias, one per channel each.
   *
   * @param channels a multiple of groups
   * @param groups at least 1
   * @param epsilon above 0
   */
  record GroupNorm(int channels, int groups, double epsilon) implements LayerOp {
    @Override
    public int parameterCount() {
      return 2 * channels;
    }

    @Override
    public Shape out(Shape in) {
      return in;
    }
  }

  /**
   * Layer normalisation as DL4J does it within a dense layer: gain (x - mean) / deviation + bias
   * over the whole vector, with the deviation of a population and nothing added to it; a vector
   * without deviation becomes 0. Parameters: bias if there is one, then gain.
   *
   * @param width length of the vector
   * @param bias whether there is a bias
   */
  record LayerNorm(int width, boolean bias) implements LayerOp {
    @Override
    public int parameterCount() {
      return bias ? 2 * width : width;
    }

    @Override
    public Shape out(Shape in) {
      return in;
    }
  }

  /** The sum of all inputs, number by number. */
  record Add() implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return in;
    }
  }

  /**
   * In training each number stays with this probability, divided by it, and is else 0.
   *
   * @param retain above 0 and below 1
   */
  record Dropout(double retain) implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return in;
    }
  }

  /** The same numbers in the same order under another shape. */
  record Reshape(Shape shape) implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return shape;
    }
  }

  /**
   * Zeros around each channel.
   *
   * @param top rows above
   * @param bottom rows below
   * @param left columns on the left
   * @param right columns on the right
   */
  record ZeroPad(int top, int bottom, int left, int right) implements LayerOp {
    @Override
    public Shape out(Shape in) {
      return new Shape(in.channels(), in.height() + top + bottom, in.width() + left + right);
    }
  }

  /**
   * Low-rank adaptation (Hu et al. 2021): z = x W + b + scale (x A) B. Parameters: W in 'f' order
   * and b, which are fixed; then A (inputs x rank) and B (rank x outputs), both in 'f' order, which
   * are trained.
   *
   * @param inputs length of x
   * @param outputs length of z
   * @param rank columns of A
   * @param scale alpha / rank
   * @param bias whether there is a b
   */
  record LowRank(int inputs, int outputs, int rank, double scale, boolean bias) implements LayerOp {
    @Override
    public int parameterCount() {
      return Math.addExact(fixedCount(), Math.multiplyExact(rank, Math.addExact(inputs, outputs)));
    }

    @Override
    public int fixedCount() {
      return affine(inputs, outputs, bias);
    }

    @Override
    public Shape out(Shape in) {
      return Shape.flat(outputs);
    }
  }

  private static int affine(int inputs, int outputs, boolean bias) {
    return Math.addExact(Math.multiplyExact(inputs, outputs), bias ? outputs : 0);
  }
}
