package org.medveil.learning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;

/** Which computation graphs may be trained privately. */
final class DagRules {
  private static final String KNOWN =
      "known vertices: layers, ElementWiseVertex with Add, PreprocessorVertex";

  private DagRules() {}

  static void check(DagConfiguration dag) {
    ComputationGraphConfiguration network = dag.network();
    if (network.getBackpropType() != BackpropType.Standard) {
      throw ModelRules.truncated();
    }
    String output = network.getNetworkOutputs().get(0);
    Set<String> used = new HashSet<>();
    Set<String> trained = new HashSet<>();
    for (String name : dag.order().subList(1, dag.order().size())) {
      List<String> inputs = network.getVertexInputs().get(name);
      checkVertex(network.getVertices().get(name), inputs, name.equals(output));
      used.addAll(inputs);
      noteTrained(network.getVertices().get(name), name, inputs, trained);
    }
    used.add(output);
    for (String name : dag.order()) {
      if (!used.contains(name)) {
        throw ModelRules.refused("a vertex that leads to no output, '" + name + "'", "remove it");
      }
    }
  }

  private static void checkVertex(GraphVertex vertex, List<String> inputs, boolean last) {
    if (vertex.getClass() == LayerVertex.class) {
      LayerVertex layer = (LayerVertex) vertex;
      requireInputs(inputs, 1, 1);
      ModelRules.requireLayer(layer.getLayerConf());
      ModelRules.checkLayer(layer.getLayerConf(), last);
      if (layer.getPreProcessor() != null) {
        ModelRules.checkPreProcessor(layer.getPreProcessor());
      }
      return;
    }
    if (last) {
      throw ModelRules.otherEnd();
    }
    if (vertex.getClass() == ElementWiseVertex.class) {
      requireInputs(inputs, 2, Integer.MAX_VALUE);
      ElementWiseVertex.Op op = ((ElementWiseVertex) vertex).getOp();
      if (op != ElementWiseVertex.Op.Add) {
        throw ModelRules.refused("an ElementWiseVertex with " + op, "use Add");
      }
    } else if (vertex.getClass() == PreprocessorVertex.class) {
      requireInputs(inputs, 1, 1);
      ModelRules.checkPreProcessor(((PreprocessorVertex) vertex).getPreProcessor());
    } else {
      String name = vertex.getClass().getSimpleName();
      String instead =
          name.equals("MergeVertex") ? "add the branches: ElementWiseVertex with Add" : KNOWN;
      throw ModelRules.refused(name, instead);
    }
  }

  private static void requireInputs(List<String> inputs, int least, int most) {
    boolean distinct = new HashSet<>(inputs).size() == inputs.size();
    if (inputs.size() < least || inputs.size() > most || !distinct) {
      throw ModelRules.refused(
          "a vertex with too few, too many or repeated inputs",
          "give a layer one input, an ElementWiseVertex two or more different ones");
    }
  }

  /** Notes whether the vertex or one before it is trained; nothing before a FrozenLayer may be. */
  private static void noteTrained(
      GraphVertex vertex, String name, List<String> inputs, Set<String> trained) {
    boolean before = inputs.stream().anyMatch(trained::contains);
    boolean here = false;
    if (vertex instanceof LayerVertex layerVertex) {
      Layer layer = layerVertex.getLayerConf().getLayer();
      if (layer instanceof FrozenLayer && before) {
        throw ModelRules.trainedBeforeFrozen(Frozen.inside(layer).getClass().getSimpleName());
      }
      here = Parameters.trained(layer) > 0;
    }
    if (before || here) {
      trained.add(name);
    }
  }
}
