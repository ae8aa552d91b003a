package org.medveil.learning;

/** Element-wise activations that the dense kernels know, with their slopes. */
enum Curve {
  IDENTITY,
  SIGMOID,
  TANH,
  RELU,
  SOFTPLUS;

  double value(double z) {
    return switch (this) {
      case IDENTITY -> z;
      case SIGMOID -> Head.sigmoid(z);
      case TANH -> Math.tanh(z);
      case RELU -> Math.max(0, z);
      case SOFTPLUS -> Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));
    };
  }

  /** The derivative at z; 0 at the kink of RELU, as in DL4J. */
  double slope(double z) {
    return switch (this) {
      case IDENTITY -> 1;
      case SIGMOID -> Head.sigmoid(z) * (1 - Head.sigmoid(z));
      case TANH -> 1 - Math.tanh(z) * Math.tanh(z);
      case RELU -> z > 0 ? 1 : 0;
      case SOFTPLUS -> Head.sigmoid(z);
    };
  }
}
