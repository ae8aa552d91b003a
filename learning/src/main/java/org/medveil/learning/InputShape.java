package org.medveil.learning;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.medveil.contracts.Refusal;

/** What a configuration says about the size of its input: by its first layers. */
final class InputShape {
  private InputShape() {}

  static Shape of(MultiLayerConfiguration network) {
    int first = 0;
    // Layers that keep any shape say nothing about it.
    while (network.getInputPreProcess(first) == null
        && (network.getConf(first).getLayer() instanceof DropoutLayer
            || network.getConf(first).getLayer() instanceof ActivationLayer)) {
      first++;
    }
    return of(network.getInputPreProcess(first), network.getConf(first).getLayer());
  }

  private static Shape of(InputPreProcessor pre, Layer first) {
    if (pre instanceof FeedForwardToCnnPreProcessor image) {
      return of(image);
    }
    Layer layer = Frozen.inside(first);
    if (pre == null
        && layer instanceof FeedForwardLayer flat
        && flat.getNIn() > 0
        && !(layer instanceof ConvolutionLayer)) {
      return Shape.flat(Math.toIntExact(flat.getNIn()));
    }
    throw unknown();
  }

  static Shape of(ComputationGraphConfiguration network) {
    String input = network.getNetworkInputs().get(0);
    for (var entry : network.getVertexInputs().entrySet()) {
      if (entry.getValue().contains(input)) {
        GraphVertex vertex = network.getVertices().get(entry.getKey());
        if (vertex instanceof LayerVertex layer) {
          return of(layer.getPreProcessor(), layer.getLayerConf().getLayer());
        }
        if (vertex instanceof PreprocessorVertex pre
            && pre.getPreProcessor() instanceof FeedForwardToCnnPreProcessor image) {
          return of(image);
        }
      }
    }
    throw unknown();
  }

  static Shape of(FeedForwardToCnnPreProcessor image) {
    return new Shape(
        Math.toIntExact(image.getNumChannels()),
        Math.toIntExact(image.getInputHeight()),
        Math.toIntExact(image.getInputWidth()));
  }

  private static Refusal unknown() {
    return Refusal.usage(
        "the model does not say how large its input is",
        "set the input type: InputType.convolutionalFlat(height, width, channels) or feedForward(width)");
  }
}
