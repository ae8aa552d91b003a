package org.medveil.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Walks a configuration and turns it into closed-form stages, if every layer has one. */
final class DenseCompiler {
  private static final Map<Class<? extends IActivation>, Curve> CURVES =
      Map.of(
          ActivationIdentity.class, Curve.IDENTITY,
          ActivationSigmoid.class, Curve.SIGMOID,
          ActivationTanH.class, Curve.TANH,
          ActivationReLU.class, Curve.RELU,
          ActivationSoftPlus.class, Curve.SOFTPLUS);

  private final List<Stage> stages = new ArrayList<>();
  private int parameterCount;
  private int width;

  private DenseCompiler() {}

  /**
   * @param configuration one that passed {@link ModelRules}
   * @return empty if some layer or activation has no closed form here
   */
  static Optional<PatientGradient> compile(MultiLayerConfiguration configuration) {
    if (!configuration.getInputPreProcessors().isEmpty()) {
      return Optional.empty();
    }
    DenseCompiler compiler = new DenseCompiler();
    for (NeuralNetConfiguration conf : configuration.getConfs()) {
      if (!compiler.add(conf.getLayer())) {
        return Optional.empty();
      }
    }
    int inputs = Math.toIntExact(firstWidth(configuration));
    return Optional.of(new DensePatientGradient(inputs, compiler.stages, compiler.parameterCount));
  }

  private boolean add(Layer layer) {
    if (layer instanceof OutputLayer output && OutputRules.classWeights(output).isEmpty()) {
      // The rules made sure that activation and loss are a pair that Head knows.
      addAffine(output, output.hasBias());
      return true;
    }
    if (layer instanceof DenseLayer dense && !dense.hasLayerNorm()) {
      addAffine(dense, dense.hasBias());
      return addCurve(dense.getActivationFn());
    }
    return layer instanceof ActivationLayer activation
        && width > 0
        && addCurve(activation.getActivationFn());
  }

  private void addAffine(FeedForwardLayer layer, boolean bias) {
    int inputs = Math.toIntExact(layer.getNIn());
    if (width != 0 && width != inputs) {
      throw Refusal.usage(
          "a layer of the model takes " + inputs + " numbers, the one before gives " + width,
          "make nIn of each layer equal nOut of the one before");
    }
    width = Math.toIntExact(layer.getNOut());
    Stage.Affine affine = new Stage.Affine(inputs, width, parameterCount, bias);
    stages.add(affine);
    parameterCount = Math.addExact(parameterCount, affine.parameterCount());
  }

  private boolean addCurve(IActivation activation) {
    Curve curve = CURVES.get(activation.getClass());
    if (curve == null) {
      return false;
    }
    if (curve != Curve.IDENTITY) {
      stages.add(new Stage.Elementwise(width, curve));
    }
    return true;
  }

  private static long firstWidth(MultiLayerConfiguration configuration) {
    return ((FeedForwardLayer) configuration.getConf(0).getLayer()).getNIn();
  }
}
