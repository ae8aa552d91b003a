package org.medveil.learning;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.medveil.contracts.Refusal;
import org.medveil.learning.layers.GroupNormalization;
import org.medveil.learning.layers.LowRankDense;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.api.buffer.DataType;

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
          "DropoutLayer",
          "GroupNormalization",
          "LowRankDense",
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
              "it mixes patients and keeps un-noised means; use GroupNormalization"
                  + " (org.medveil.learning.layers), or DenseLayer with hasLayerNorm(true)"),
          Map.entry("CenterLossOutputLayer", "it keeps un-noised class centres; use OutputLayer"),
          Map.entry(
              "LocalResponseNormalization",
              "it is not examined; use GroupNormalization (org.medveil.learning.layers)"),
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

  static Refusal truncated() {
    return refused("truncated back-propagation through time (TBPTT)", DENSE_INSTEAD);
  }

  static Refusal otherEnd() {
    return refused("an end other than one OutputLayer", "end the network with one OutputLayer");
  }

  static Refusal trainedBeforeFrozen(String name) {
    return refused(
        "layers with parameters before the frozen " + name + ", where DL4J stops training",
        "freeze them too, or wrap it in FrozenLayerWithBackprop");
  }

  /**
   * @throws Refusal exit 2 if there is no layer where one should be
   */
  static void requireLayer(NeuralNetConfiguration conf) {
    if (conf == null || conf.getLayer() == null || Frozen.inside(conf.getLayer()) == null) {
      throw refused("a place without a layer", "build it with DL4J and write it with toJson()");
    }
  }

  /** Refuses, with exit 2, what changes more than the shape. */
  static void checkPreProcessor(InputPreProcessor preProcessor) {
    String name = preProcessor == null ? "nothing" : preProcessor.getClass().getSimpleName();
    if (!PREPROCESSORS.contains(name)) {
      throw refused(
          name + " as preprocessor",
          "known: " + String.join(", ", PREPROCESSORS.stream().sorted().toList()));
    }
  }

  /**
   * Refuses, with exit 2, what must not be trained privately.
   *
   * @param conf a layer with its settings
   * @param last whether it is the network's end
   */
  static void checkLayer(NeuralNetConfiguration conf, boolean last) {
    if (conf.getDataType() != DataType.FLOAT) {
      throw refused("a data type other than FLOAT", "parameters travel as 32-bit floats");
    }
    Layer layer = Frozen.inside(conf.getLayer());
    String name = layer.getClass().getSimpleName();
    if (!LAYERS.contains(name)) {
      String known = "known layers: " + String.join(", ", LAYERS.stream().sorted().toList());
      throw refused(name, ADVICE.getOrDefault(name, known));
    }
    if (layer instanceof OutputLayer != last || last && layer != conf.getLayer()) {
      throw otherEnd();
    }
    DropoutRules.check(layer.getIDropout(), name);
    DropoutRules.check(conf.getLayer().getIDropout(), name);
    if (isSet(layer.getConstraints()) || isSet(conf.getLayer().getConstraints())) {
      throw refused("constraints on " + name, "remove them");
    }
    if (layer instanceof DropoutLayer) {
      return;
    }
    if (layer instanceof FeedForwardLayer sized && (sized.getNIn() < 1 || sized.getNOut() < 1)) {
      throw refused(name + " of unknown width", "set nIn and nOut, or an input type, and save it");
    }
    if (layer instanceof BaseLayer base) {
      checkBase(base, name);
    }
    if (layer instanceof OutputLayer output) {
      OutputRules.check(output);
    } else if (layer instanceof BaseLayer base) {
      checkActivation(base.getActivationFn());
    } else if (layer instanceof ActivationLayer activation) {
      checkActivation(activation.getActivationFn());
    }
    checkOurs(layer);
  }

  private static void checkOurs(Layer layer) {
    if (layer instanceof GroupNormalization norm) {
      norm.check();
    }
    if (layer instanceof LowRankDense low) {
      low.check();
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
    String name = activation == null ? "no activation" : activation.getClass().getSimpleName();
    if (!ACTIVATIONS.contains(name)) {
      throw refused(name, "known: " + String.join(", ", ACTIVATIONS.stream().sorted().toList()));
    }
    if (activation instanceof ActivationELU elu && elu.getAlpha() != 1) {
      throw refused("ELU with alpha " + elu.getAlpha(), "use alpha 1: DL4J's slope is wrong else");
    }
  }

  private static boolean isSet(List<?> list) {
    return list != null && !list.isEmpty();
  }

  static Refusal refused(String what, String instead) {
    return Refusal.usage("the model has " + what + ", which cannot be trained privately", instead);
  }
}
