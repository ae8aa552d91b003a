package org.medveil.learning.engine;

import org.medveil.learning.LayerOp;

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
}
