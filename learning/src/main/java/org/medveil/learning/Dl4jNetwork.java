package org.medveil.learning;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's two kinds of network, used alike. */
sealed interface Dl4jNetwork {
  /** All parameters, one row. */
  INDArray parameters();

  /** Copies them in. */
  void set(INDArray parameters);

  /** The sum over the batch of the loss gradients, in training mode. */
  INDArray gradient(INDArray features, INDArray labels);

  /** What comes out, in test mode. */
  INDArray output(INDArray features);

  /** One layer after the other. */
  record Stack(MultiLayerNetwork network) implements Dl4jNetwork {
    @Override
    public INDArray parameters() {
      return network.params();
    }

    @Override
    public void set(INDArray parameters) {
      network.setParams(parameters);
    }

    @Override
    public INDArray gradient(INDArray features, INDArray labels) {
      network.setInput(features);
      network.setLabels(labels);
      network.computeGradientAndScore();
      INDArray gradient = network.getFlattenedGradients();
      network.clear();
      return gradient;
    }

    @Override
    public INDArray output(INDArray features) {
      return network.output(features, false);
    }
  }

  /** A graph with one input and one output. */
  record Dag(ComputationGraph network) implements Dl4jNetwork {
    @Override
    public INDArray parameters() {
      return network.params();
    }

    @Override
    public void set(INDArray parameters) {
      network.setParams(parameters);
    }

    @Override
    public INDArray gradient(INDArray features, INDArray labels) {
      network.setInputs(features);
      network.setLabels(labels);
      network.computeGradientAndScore();
      INDArray gradient = network.getFlattenedGradients();
      network.clear();
      return gradient;
    }

    @Override
    public INDArray output(INDArray features) {
      return network.outputSingle(false, features);
    }
  }
}
