package org.medveil.learning;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.medveil.contracts.Refusal;

/** Turns configurations that passed {@link ModelRules} into graphs. */
final class GraphCompiler {
  private final NodeList nodes;
  private final LayerCompiler layers;

  private GraphCompiler(Shape input) {
    nodes = new NodeList(input);
    layers = new LayerCompiler(nodes);
  }

  /**
   * @return empty if some layer has no operation
   * @throws Refusal exit 2 if layers do not fit each other, or the size of the input is not said
   */
  static Optional<ModelGraph> compile(MultiLayerConfiguration network) {
    GraphCompiler compiler = new GraphCompiler(InputShape.of(network));
    int at = NodeList.INPUT;
    for (int i = 0; i < network.getConfs().size(); i++) {
      Layer layer = network.getConf(i).getLayer();
      String name = layer.getLayerName() == null ? Integer.toString(i) : layer.getLayerName();
      Optional<Integer> next = compiler.layer(name, network.getInputPreProcess(i), layer, at);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return compiler.nodes.graph();
  }

  /**
   * As the other, for a graph with one input.
   *
   * @param network the graph
   * @param order names of its vertices, the input first, each after those it needs; the order of
   *     the parameters
   */
  static Optional<ModelGraph> compile(ComputationGraphConfiguration network, List<String> order) {
    GraphCompiler compiler = new GraphCompiler(InputShape.of(network));
    Map<String, Integer> done = new HashMap<>();
    done.put(network.getNetworkInputs().get(0), NodeList.INPUT);
    for (String name : order) {
      if (done.containsKey(name)) {
        continue;
      }
      List<Integer> inputs = network.getVertexInputs().get(name).stream().map(done::get).toList();
      Optional<Integer> node = compiler.vertex(name, network.getVertices().get(name), inputs);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      done.put(name, node.get());
    }
    return compiler.nodes.graph();
  }

  private Optional<Integer> vertex(String name, GraphVertex vertex, List<Integer> inputs) {
    if (vertex instanceof LayerVertex layer) {
      return layer(name, layer.getPreProcessor(), layer.getLayerConf().getLayer(), inputs.get(0));
    }
    if (vertex instanceof PreprocessorVertex pre) {
      return preProcess(name, pre.getPreProcessor(), inputs.get(0));
    }
    if (vertex instanceof ElementWiseVertex) {
      Shape shape = nodes.shape(inputs.get(0));
      for (int input : inputs) {
        if (!nodes.shape(input).equals(shape)) {
          throw Refusal.usage(
              "vertex '" + name + "' of the model adds " + shape + " and " + nodes.shape(input),
              "give both branches the same channels, kernels and strides");
        }
      }
      return Optional.of(nodes.add(name, new LayerOp.Add(), inputs, false));
    }
    return Optional.empty();
  }

  private Optional<Integer> layer(String name, InputPreProcessor pre, Layer layer, int from) {
    return preProcess(name + "/shape", pre, from).flatMap(at -> layers.add(name, layer, at));
  }

  private Optional<Integer> preProcess(String name, InputPreProcessor pre, int from) {
    if (pre == null) {
      return Optional.of(from);
    }
    Shape shape;
    if (pre instanceof FeedForwardToCnnPreProcessor image) {
      shape = InputShape.of(image);
    } else if (pre instanceof CnnToFeedForwardPreProcessor) {
      shape = Shape.flat(nodes.shape(from).size());
    } else {
      return Optional.empty();
    }
    nodes.requireSize(name, from, shape.size());
    return Optional.of(
        shape.equals(nodes.shape(from))
            ? from
            : nodes.add(name, new LayerOp.Reshape(shape), List.of(from), false));
  }
}
