package org.medveil.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medveil.contracts.Refusal;

/** Nodes in the order of their parameters, while a graph is made of them. */
final class NodeList {
  /** Index of the network's input. */
  static final int INPUT = -1;

  private final Shape input;
  private final List<ModelNode> nodes = new ArrayList<>();
  private int parameterCount;

  NodeList(Shape input) {
    this.input = input;
  }

  Shape shape(int index) {
    return index == INPUT ? input : nodes.get(index).out();
  }

  /** Adds an operation over earlier nodes of one shape; returns its index. */
  int add(String name, LayerOp op, List<Integer> inputs, boolean frozen) {
    Shape in = shape(inputs.get(0));
    int count = op.parameterCount();
    nodes.add(new ModelNode(name, op, inputs, in, op.out(in), parameterCount, count, frozen));
    parameterCount = Math.addExact(parameterCount, count);
    return nodes.size() - 1;
  }

  /** Refuses, with exit 2, a layer that is given another number of numbers than it takes. */
  void requireSize(String name, int index, int expected) {
    int found = shape(index).size();
    if (found != expected) {
      throw Refusal.usage(
          "layer '"
              + name
              + "' of the model takes "
              + expected
              + " numbers, the one before gives "
              + found,
          "make nIn of each layer equal nOut of the one before");
    }
  }

  /** Refuses, with exit 2, a layer that is given another number of channels than it takes. */
  void requireChannels(String name, int index, int expected) {
    int found = shape(index).channels();
    if (found != expected) {
      throw Refusal.usage(
          "layer '"
              + name
              + "' of the model takes "
              + expected
              + " channels, the one before gives "
              + found,
          "make nIn of each layer equal nOut of the one before");
    }
  }

  /** The graph; empty if nothing was added. */
  Optional<ModelGraph> graph() {
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ModelGraph(input, nodes, parameterCount));
  }
}
