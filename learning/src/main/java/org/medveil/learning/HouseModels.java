package org.medveil.learning;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.medveil.contracts.Refusal;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The models that have a name. */
final class HouseModels {
  private static final int HIDDEN = 64;

  private HouseModels() {}

  static MultiLayerConfiguration configuration(String name, int inputDim, long seed) {
    if (inputDim < 1) {
      throw Refusal.usage("a model takes at least one number", "give the encoder's dimension");
    }
    return switch (name) {
      case "logistic" -> logistic(inputDim, seed);
      case "mlp" -> mlp(inputDim, seed);
      default ->
          throw Refusal.usage(
              "there is no model '" + name + "'",
              "known: logistic, mlp; or give a file with a DL4J configuration in JSON");
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

  private static OutputLayer output(int inputs, WeightInit init) {
    return new OutputLayer.Builder(LossFunction.XENT)
        .nIn(inputs)
        .nOut(1)
        .activation(Activation.SIGMOID)
        .weightInit(init)
        .build();
  }
}
