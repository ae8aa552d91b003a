package org.medveil.audits.privacy;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.medveil.learning.ModelSpec;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The net that paired worlds train: layers enough to forget one, and quick. */
final class SmallNet {
  private static final int INPUTS = 6;
  private static final int HIDDEN = 32;

  private SmallNet() {}

  static ModelSpec spec() {
    return ModelSpec.fromJson(
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(new Sgd(1.0))
            .list()
            .layer(
                new DenseLayer.Builder()
                    .nIn(INPUTS)
                    .nOut(HIDDEN)
                    .activation(Activation.RELU)
                    .weightInit(WeightInit.XAVIER)
                    .build())
            .layer(
                new OutputLayer.Builder(LossFunction.XENT)
                    .nIn(HIDDEN)
                    .nOut(1)
                    .activation(Activation.SIGMOID)
                    .weightInit(WeightInit.XAVIER)
                    .build())
            .build()
            .toJson());
  }
}
