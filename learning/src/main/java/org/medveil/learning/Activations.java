package org.medveil.learning;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** DL4J's activation objects as curves. */
final class Activations {
  private static final Map<Class<? extends IActivation>, ActivationCurve> PLAIN =
      Map.of(
          ActivationSigmoid.class, ActivationCurve.SIGMOID,
          ActivationTanH.class, ActivationCurve.TANH,
          ActivationSELU.class, ActivationCurve.SELU,
          ActivationSoftPlus.class, ActivationCurve.SOFTPLUS,
          ActivationSoftSign.class, ActivationCurve.SOFTSIGN,
          ActivationSwish.class, ActivationCurve.SWISH);

  private Activations() {}

  /**
   * @return empty for what is no curve over single numbers, or has settings that are not known
   *     here; the identity is not asked for
   */
  static Optional<LayerOp> op(IActivation activation) {
    if (activation instanceof ActivationReLU relu) {
      return relu(relu);
    }
    if (activation instanceof ActivationLReLU leaky) {
      return curve(ActivationCurve.LEAKY_RELU, leaky.getAlpha());
    }
    if (activation instanceof ActivationELU elu) {
      return curve(ActivationCurve.ELU, elu.getAlpha());
    }
    if (activation instanceof ActivationGELU gelu) {
      return gelu.isPrecise() ? Optional.empty() : curve(ActivationCurve.GELU, 0);
    }
    ActivationCurve curve = PLAIN.get(activation.getClass());
    return curve == null ? Optional.empty() : curve(curve, 0);
  }

  private static Optional<LayerOp> relu(ActivationReLU relu) {
    if (relu.getMax() != null || relu.getThreshold() != null && relu.getThreshold() != 0) {
      return Optional.empty();
    }
    double slope = relu.getNegativeSlope() == null ? 0 : relu.getNegativeSlope();
    return slope == 0 ? curve(ActivationCurve.RELU, 0) : curve(ActivationCurve.LEAKY_RELU, slope);
  }

  private static Optional<LayerOp> curve(ActivationCurve curve, double alpha) {
    return Optional.of(new LayerOp.Activate(curve, alpha));
  }
}
