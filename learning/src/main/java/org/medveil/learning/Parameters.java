package org.medveil.learning;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.medveil.learning.layers.LowRankDense;

/** How long the parts of DL4J's flat parameter vector are. */
final class Parameters {
  private Parameters() {}

  /** Of one layer. */
  static int count(Layer layer) {
    return Math.toIntExact(layer.initializer().numParams(layer));
  }

  /** How many of them are trained. */
  static int trained(Layer layer) {
    return Frozen.inside(layer) != layer ? 0 : count(layer) - fixed(layer);
  }

  /** The trained stretches of a network's layers, given in the order of their parameters. */
  static List<ParameterRange> ranges(List<NeuralNetConfiguration> layers) {
    List<ParameterRange> ranges = new ArrayList<>();
    int offset = 0;
    for (NeuralNetConfiguration conf : layers) {
      Layer layer = conf.getLayer();
      int end = Math.addExact(offset, count(layer));
      // What is fixed lies first.
      ParameterRange.append(ranges, end - trained(layer), trained(layer));
      offset = end;
    }
    return List.copyOf(ranges);
  }

  static int count(List<NeuralNetConfiguration> layers) {
    int sum = 0;
    for (NeuralNetConfiguration conf : layers) {
      sum = Math.addExact(sum, count(conf.getLayer()));
    }
    return sum;
  }

  private static int fixed(Layer layer) {
    return layer instanceof LowRankDense low
        ? Math.toIntExact(low.getNIn() * low.getNOut() + (low.bias() ? low.getNOut() : 0))
        : 0;
  }
}
