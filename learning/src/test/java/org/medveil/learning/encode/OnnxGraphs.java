package org.medveil.learning.encode;

/**
 * A small network as an ONNX file: 3x3 convolution, ReLU, global average, flatten. Field numbers
 * are those of onnx.proto, IR version 8, operator set 13.
 */
final class OnnxGraphs {
  private static final int FLOAT = 1;

  private OnnxGraphs() {}

  /**
   * @param weights [outputs][channels][3][3], flat
   * @param bias one per output
   */
  static Proto graph(int channels, float[] weights, float[] bias, boolean channelsLast) {
    Proto graph = new Proto();
    String image = "image";
    if (channelsLast) {
      Proto order = new Proto().text(1, "perm").number(20, 7);
      for (int axis : new int[] {0, 3, 1, 2}) {
        order.number(8, axis);
      }
      graph.message(1, node("Transpose", "turned", image).message(5, order));
      image = "turned";
    }
    return graph
        .message(1, node("Conv", "convolved", image, "weights", "bias"))
        .message(1, node("Relu", "positive", "convolved"))
        .message(1, node("GlobalAveragePool", "averaged", "positive"))
        .message(1, node("Flatten", "features", "averaged"))
        .text(2, "tiny")
        .message(5, tensor("weights", weights, bias.length, channels, 3, 3))
        .message(5, tensor("bias", bias, bias.length))
        .message(11, value("image", 4))
        .message(12, value("features", 2));
  }

  static byte[] model(Proto graph) {
    return new Proto()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Proto().text(1, "").number(2, 13))
        .toBytes();
  }

  static Proto tensor(String name, float[] values, long... dims) {
    Proto tensor = new Proto();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    return tensor.number(2, FLOAT).text(8, name).floats(9, values);
  }

  private static Proto node(String operator, String output, String... inputs) {
    Proto node = new Proto();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operator);
  }

  private static Proto value(String name, int axes) {
    Proto shape = new Proto();
    for (int axis = 0; axis < axes; axis++) {
      shape.message(1, new Proto().text(2, name + axis));
    }
    Proto type = new Proto().number(1, FLOAT).message(2, shape);
    return new Proto().text(1, name).message(2, new Proto().message(1, type));
  }
}
