package org.medveil.learning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossNegativeLogLikelihood;

/**
 * What may be trained privately: an allow-list, because a layer that nobody examined may mix
 * patients, keep un-noised state or draw chance of its own. Names are DL4J's class names.
 */
final class ModelRules {
  private static final Set<String> LAYERS =
      Set.of(
          "DenseLayer",
          "OutputLayer",
          "ActivationLayer",
          "ConvolutionLayer",
          "Convolution2D",
          "DepthwiseConvolution2D",
          "SeparableConvolution2D",
          "SubsamplingLayer",
          "Pooling2D",
          "GlobalPoolingLayer",
          "ZeroPaddingLayer",
          "Upsampling2D");
  private static final Set<String> ACTIVATIONS =
      Set.of(
          "ActivationIdentity",
          "ActivationSigmoid",
          "ActivationTanH",
          "ActivationReLU",
          "ActivationLReLU",
          "ActivationELU",
          "ActivationSELU",
          "ActivationSoftPlus",
          "ActivationSoftSign",
          "ActivationSwish",
          "ActivationGELU",
          "ActivationSoftmax");
  private static final Set<String> PREPROCESSORS =
      Set.of("FeedForwardToCnnPreProcessor", "CnnToFeedForwardPreProcessor");
  private static final String DENSE_INSTEAD =
      "use a convolutional or dense network on whole images or vectors";
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry(
              "BatchNormalization",
              "it mixes patients and keeps un-noised means; use DenseLayer with hasLayerNorm(true),"
                  + " or features of unit norm"),
          Map.entry("DropoutLayer", "remove it; the noise of private training regularises already"),
          Map.entry("CenterLossOutputLayer", "it keeps un-noised class centres; use OutputLayer"),
          Map.entry("FrozenLayer", "noise would move it; put the frozen part into an encoder"),
          Map.entry("FrozenLayerWithBackprop", "put the frozen part into an encoder"),
          Map.entry("AutoEncoder", "pre-training is not accounted; use DenseLayer"),
          Map.entry("VariationalAutoencoder", "pre-training is not accounted; use DenseLayer"),
          Map.entry("MaskLayer", "masks are not supported; leave out what is masked"),
          Map.entry("MaskZeroLayer", "masks are not supported; leave out what is masked"),
          Map.entry("LSTM", DENSE_INSTEAD),
          Map.entry("GravesLSTM", DENSE_INSTEAD),
          Map.entry("GravesBidirectionalLSTM", DENSE_INSTEAD),
          Map.entry("SimpleRnn", DENSE_INSTEAD),
          Map.entry("Bidirectional", DENSE_INSTEAD),
          Map.entry("LastTimeStep", DENSE_INSTEAD),
          Map.entry("RnnOutputLayer", "use OutputLayer"));

  private ModelRules() {}

  /**
   * @throws Refusal exit 2, naming the first thing that must not be there
   */
  static void check(MultiLayerConfiguration configuration) {
    if (configuration.getBackpropType() != BackpropType.Standard) {
      throw refused("truncated back-propagation through time (TBPTT)", DENSE_INSTEAD);
    }
    configuration.getInputPreProcessors().values().forEach(ModelRules::checkPreProcessor);
    int last = configuration.getConfs().size() - 1;
    for (int i = 0; i <= last; i++) {
      if (configuration.getConf(i).getDataType() != DataType.FLOAT) {
        throw refused("a data type other than FLOAT", "parameters travel as 32-bit floats");
      }
      checkLayer(configuration.getConf(i).getLayer(), i == last);
    }
  }

  private static void checkPreProcessor(InputPreProcessor preProcessor) {
    String name = preProcessor.getClass().getSimpleName();
    if (!PREPROCESSORS.contains(name)) {
      throw refused(name, "known: " + String.join(", ", PREPROCESSORS.stream().sorted().toList()));
    }
  }

  private static void checkLayer(Layer layer, boolean last) {
    String name = layer.getClass().getSimpleName();
    if (!LAYERS.contains(name)) {
      String known = "known layers: " + String.join(", ", LAYERS.stream().sorted().toList());
      throw refused(name, ADVICE.getOrDefault(name, known));
    }
    if (layer instanceof OutputLayer != last) {
      throw refused("an end other than one OutputLayer", "end the network with one OutputLayer");
    }
    if (layer.getIDropout() != null) {
      throw refused("dropout in " + name, ADVICE.get("DropoutLayer"));
    }
    if (layer.getConstraints() != null && !layer.getConstraints().isEmpty()) {
      throw refused("constraints on " + name, "remove them");
    }
    if (layer instanceof BaseLayer base) {
      checkBase(base, name);
    }
    if (layer instanceof FeedForwardLayer sized && (sized.getNIn() < 1 || sized.getNOut() < 1)) {
      throw refused(name + " of unknown width", "set nIn and nOut, or an input type, and save it");
    }
    if (layer instanceof OutputLayer output) {
      checkOutput(output);
    } else if (layer instanceof BaseLayer base) {
      checkActivation(base.getActivationFn());
    }
  }

  private static void checkBase(BaseLayer layer, String name) {
    if (isSet(layer.getRegularization()) || isSet(layer.getRegularizationBias())) {
      throw refused(
          "l1, l2 or weight decay in " + name,
          "remove it: it would enter beside the clip; the noise and few steps regularise already");
    }
    if (layer.getWeightNoise() != null) {
      throw refused("weight noise in " + name, "remove it; the private step adds its own noise");
    }
    GradientNormalization normalization = layer.getGradientNormalization();
    if (normalization != null && normalization != GradientNormalization.None) {
      throw refused("gradient normalization in " + name, "remove it; each patient is clipped");
    }
  }

  private static void checkActivation(IActivation activation) {
    String name = activation.getClass().getSimpleName();
    if (!ACTIVATIONS.contains(name)) {
      throw refused(name, "known: " + String.join(", ", ACTIVATIONS.stream().sorted().toList()));
    }
  }

  private static void checkOutput(OutputLayer output) {
    ILossFunction loss = output.getLossFn();
    boolean sigmoid =
        output.getActivationFn().getClass() == ActivationSigmoid.class
            && output.getNOut() == 1
            && loss instanceof LossBinaryXENT binary
            && binary.getWeights() == null;
    boolean softmax =
        output.getActivationFn().getClass() == ActivationSoftmax.class
            && output.getNOut() >= 2
            && (loss.getClass() == LossMCXENT.class
                || loss.getClass() == LossNegativeLogLikelihood.class)
            && ((LossMCXENT) loss).getWeights() == null;
    if (!sigmoid && !softmax) {
      throw refused(
          "an OutputLayer with another pair of activation and loss",
          "use 1 output, SIGMOID and XENT, or 2 or more, SOFTMAX and MCXENT; no class weights");
    }
  }

  private static boolean isSet(List<?> list) {
    return list != null && !list.isEmpty();
  }

  private static Refusal refused(String what, String instead) {
    return Refusal.usage("the model has " + what + ", which cannot be trained privately", instead);
  }
}
