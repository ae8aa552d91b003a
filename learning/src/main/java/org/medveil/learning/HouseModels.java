package org.medveil.learning;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.medveil.contracts.Refusal;
import org.medveil.learning.layers.GroupNormalization;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The models that have a name. */
final class HouseModels {
  private static final int HIDDEN = 64;
  private static final int SMALLEST = 4;

  private HouseModels() {}

  static MultiLayerConfiguration configuration(String name, Shape input, long seed) {
    return switch (name) {
      case "logistic" -> logistic(input.size(), seed);
      case "mlp" -> mlp(input.size(), seed);
      case "cnn" -> cnn(input, seed);
      default ->
          throw Refusal.usage(
              "there is no model '" + name + "'",
              "known: logistic, mlp, cnn; or give a file with a DL4J configuration in JSON");
    };
  }

  private static MultiLayerConfiguration logistic(int inputDim, long seed) {
    // The loss is convex, so zero is as good a start as any and adds no noise of its own.
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Sgd(1.0))
        .list()
        .layer(output(inputDim, WeightInit.ZERO))
        .build();
  }

  private static MultiLayerConfiguration mlp(int inputDim, long seed) {
    DenseLayer hidden =
        new DenseLayer.Builder()
            .nIn(inputDim)
            .nOut(HIDDEN)
            .activation(Activation.RELU)
            .weightInit(WeightInit.RELU)
            .build();
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Sgd(1.0))
        .list()
        .layer(hidden)
        .layer(output(HIDDEN, WeightInit.XAVIER))
        .build();
  }

  /**
   * Few parameters, as each carries noise; group normalisation, which Wu and He (2018) and De et
   * al. (2022) found to do for private training what batch normalisation does for other training.
   */
  private static MultiLayerConfiguration cnn(Shape input, long seed) {
    if (input.height() < SMALLEST || input.width() < SMALLEST) {
      throw Refusal.usage(
          "the model cnn is given " + input + ", which is no image",
          "give channels, height and width, the last two at least " + SMALLEST);
    }
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Sgd(1.0))
        .list()
        .layer(convolution(16))
        .layer(new GroupNormalization.Builder().groups(4).build())
        .layer(new ActivationLayer(Activation.RELU))
        .layer(
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build())
        .layer(convolution(32))
        .layer(new GroupNormalization.Builder().groups(4).build())
        .layer(new ActivationLayer(Activation.RELU))
        .layer(new GlobalPoolingLayer(PoolingType.AVG))
        .layer(output(32, WeightInit.XAVIER))
        .setInputType(InputType.convolutionalFlat(input.height(), input.width(), input.channels()))
        .build();
  }

  private static ConvolutionLayer convolution(int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.IDENTITY)
        .weightInit(WeightInit.RELU)
        .build();
  }

  private static OutputLayer output(int inputs, WeightInit init) {
    return new OutputLayer.Builder(LossFunction.XENT)
        .nIn(inputs)
        .nOut(1)
        .activation(Activation.SIGMOID)
        .weightInit(init)
        .build();
  }
}
