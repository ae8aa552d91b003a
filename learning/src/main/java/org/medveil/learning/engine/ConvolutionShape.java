package org.medveil.learning.engine;

import org.medveil.learning.LayerOp;
import org.medveil.learning.ParameterRange;

/** A convolution in numbers: outputs O, positions P, patch K. */
record ConvolutionShape(LayerOp.Convolution op, Columns columns) {
  int outputs() {
    return op.outputs();
  }

  int positions() {
    return columns.positions();
  }

  int patch() {
    return columns.patch();
  }

  int weights() {
    return op.outputs() * columns.patch();
  }

  int bias() {
    return op.weightOffset();
  }

  /** Where bias and weights stand among the trained parameters. */
  ParameterRange range(int trainedOffset) {
    return new ParameterRange(trainedOffset, bias() + weights());
  }
}
