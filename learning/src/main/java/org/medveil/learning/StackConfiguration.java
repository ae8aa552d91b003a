package org.medveil.learning;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A multi-layer network: one layer after the other. */
record StackConfiguration(MultiLayerConfiguration network) implements Dl4jConfiguration {
  @Override
  public void check() {
    if (network.getBackpropType() != BackpropType.Standard) {
      throw ModelRules.truncated();
    }
    network.getInputPreProcessors().values().forEach(ModelRules::checkPreProcessor);
    int last = layers().size() - 1;
    boolean trained = false;
    for (int i = 0; i <= last; i++) {
      NeuralNetConfiguration conf = network.getConf(i);
      ModelRules.checkLayer(conf, i == last);
      Layer layer = conf.getLayer();
      if (layer instanceof FrozenLayer && trained) {
        throw ModelRules.trainedBeforeFrozen(Frozen.inside(layer).getClass().getSimpleName());
      }
      trained |= Parameters.trained(layer) > 0;
    }
  }

  @Override
  public List<NeuralNetConfiguration> layers() {
    return network.getConfs();
  }

  @Override
  public Optional<ModelGraph> graph() {
    return GraphCompiler.compile(network);
  }

  @Override
  public int inputs() {
    return InputShape.of(network).size();
  }

  @Override
  public Dl4jNetwork start() {
    MultiLayerNetwork net = new MultiLayerNetwork(network.clone());
    net.init();
    return new Dl4jNetwork.Stack(net);
  }

  @Override
  public String json() {
    MultiLayerConfiguration canonical = network.clone();
    canonical.setIterationCount(0);
    canonical.setEpochCount(0);
    canonical.getConfs().forEach(Dl4jConfiguration::forget);
    return canonical.toJson();
  }
}
