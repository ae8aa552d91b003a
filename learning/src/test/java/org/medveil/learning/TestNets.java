package org.medveil.learning;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Configurations as a user of DL4J would write them. */
final class TestNets {
  static final int INPUTS = 7;

  private TestNets() {}

  static MultiLayerConfiguration stack(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.setInputType(InputType.feedForward(INPUTS)).build();
  }

  /** Over images of 8 x 8 with 2 channels, given as flat vectors. */
  static MultiLayerConfiguration images(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    return list.setInputType(InputType.convolutionalFlat(8, 8, 2)).build();
  }

  static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(1));
  }

  static DenseLayer dense(int outputs, Activation activation) {
    return new DenseLayer.Builder().nOut(outputs).activation(activation).build();
  }

  static OutputLayer sigmoid() {
    return new OutputLayer.Builder(LossFunction.XENT)
        .nOut(1)
        .activation(Activation.SIGMOID)
        .build();
  }

  static OutputLayer softmax(int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static ModelSpec spec(MultiLayerConfiguration configuration) {
    return ModelSpec.fromJson(configuration.toJson());
  }
}
