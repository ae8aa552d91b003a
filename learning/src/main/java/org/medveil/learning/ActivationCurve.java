package org.medveil.learning;

/** The curves that DL4J applies to each number for itself, with DL4J's constants. */
public enum ActivationCurve {
  /** 1 / (1 + exp(-x)). */
  SIGMOID,
  /** tanh x. */
  TANH,
  /** max(0, x), slope 0 at 0. */
  RELU,
  /** x above 0, alpha x below. */
  LEAKY_RELU,
  /** x above 0, alpha (exp x - 1) below. */
  ELU,
  /** Scaled ELU (Klambauer et al. 2017). */
  SELU,
  /** ln(1 + exp x). */
  SOFTPLUS,
  /** x / (1 + |x|). */
  SOFTSIGN,
  /** x sigmoid(x). */
  SWISH,
  /** x sigmoid(1.702 x), the approximation of Hendrycks and Gimpel (2016) that DL4J uses. */
  GELU
}
