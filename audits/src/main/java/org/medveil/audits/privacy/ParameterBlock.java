package org.medveil.audits.privacy;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.medveil.learning.ModelSpec;

/**
 * A layer's weights or its biases within the flat vector.
 *
 * @param name e.g. {@code 0_W}, layer and parameter as DL4J names them
 * @param from first parameter
 * @param to one past the last
 */
record ParameterBlock(String name, int from, int to) {
  static List<ParameterBlock> of(ModelSpec model) {
    MultiLayerNetwork network = new MultiLayerNetwork(model.configuration());
    network.init();
    List<ParameterBlock> blocks = new ArrayList<>();
    int at = 0;
    for (var entry : network.paramTable().entrySet()) {
      int length = Math.toIntExact(entry.getValue().length());
      blocks.add(new ParameterBlock(entry.getKey(), at, at + length));
      at += length;
    }
    return blocks;
  }
}
