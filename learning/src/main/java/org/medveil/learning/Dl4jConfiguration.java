package org.medveil.learning;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/** DL4J's two kinds of configuration, seen alike. */
sealed interface Dl4jConfiguration permits StackConfiguration, DagConfiguration {
  /** Refuses, with exit 2, what must not be trained privately. */
  void check();

  /** The layers in the order of their parameters. */
  List<NeuralNetConfiguration> layers();

  /** The network as operations; empty if some layer has none. */
  Optional<ModelGraph> graph();

  /** Length of the input vector. */
  int inputs();

  /** A fresh network with DL4J's initial parameters. */
  Dl4jNetwork start();

  /** DL4J's JSON, without what a training left in the configuration. */
  String json();

  /** One without such remains, from JSON that was looked at before. */
  static Dl4jConfiguration of(String json, boolean dag) {
    return dag
        ? DagConfiguration.read(json)
        : new StackConfiguration(MultiLayerConfiguration.fromJson(json));
  }

  /** A network's init() and fit() note variables and counters here; they are no part of a model. */
  static void forget(NeuralNetConfiguration layer) {
    layer.clearVariables();
    layer.setIterationCount(0);
    layer.setEpochCount(0);
  }
}
