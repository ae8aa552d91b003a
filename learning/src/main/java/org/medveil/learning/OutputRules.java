package org.medveil.learning;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/** How a network may end: a cross-entropy with the activation that belongs to it. */
final class OutputRules {
  private OutputRules() {}

  static void check(OutputLayer output) {
    if (!isSigmoid(output) && !isSoftmax(output)) {
      throw ModelRules.refused(
          "an OutputLayer with another pair of activation and loss",
          "use 1 output, SIGMOID and XENT, or 2 or more, SOFTMAX and MCXENT");
    }
    INDArray weights = weights(output.getLossFn());
    if (weights != null && weights.length() != output.getNOut()) {
      throw ModelRules.refused(
          weights.length() + " class weights for " + output.getNOut() + " outputs",
          "give one weight for each output");
    }
    for (double weight : classWeights(output)) {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw ModelRules.refused("a class weight of " + weight, "use numbers above 0");
      }
    }
  }

  /** One weight per class, or none; DL4J gives the one weight of a sigmoid to both classes. */
  static List<Double> classWeights(OutputLayer output) {
    INDArray weights = weights(output.getLossFn());
    if (weights == null) {
      return List.of();
    }
    List<Double> each = Arrays.stream(weights.toDoubleVector()).boxed().toList();
    return each.size() == 1 ? List.of(each.get(0), each.get(0)) : each;
  }

  private static INDArray weights(ILossFunction loss) {
    if (loss instanceof LossMCXENT several) {
      return several.getWeights();
    }
    return loss instanceof LossBinaryXENT binary ? binary.getWeights() : null;
  }

  private static boolean isSigmoid(OutputLayer output) {
    return output.getActivationFn() instanceof ActivationSigmoid
        && output.getNOut() == 1
        && output.getLossFn() instanceof LossBinaryXENT;
  }

  private static boolean isSoftmax(OutputLayer output) {
    return output.getActivationFn() instanceof ActivationSoftmax
        && output.getNOut() >= 2
        && output.getLossFn() != null
        && (output.getLossFn().getClass() == LossMCXENT.class
            || output.getLossFn().getClass() == LossNegativeLogLikelihood.class);
  }
}
