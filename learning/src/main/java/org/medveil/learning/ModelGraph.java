package org.medveil.learning;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A network without DL4J's classes: what an engine needs to know to compute its gradient. Made by
 * {@link ModelSpec#graph()}.
 *
 * @param input shape of one image
 * @param nodes each after all its inputs; the last, and no other, is a {@link LayerOp.Output}, and
 *     every node leads to it
 * @param parameterCount length of the flat parameter vector; the nodes' parts fill it without gaps
 *     in their order
 */
public record ModelGraph(Shape input, List<ModelNode> nodes, int parameterCount)
    implements Serializable {
  /** Copies the nodes. */
  public ModelGraph {
    nodes = List.copyOf(nodes);
  }

  /** The last node. */
  public LayerOp.Output output() {
    return (LayerOp.Output) nodes.get(nodes.size() - 1).op();
  }

  /** The trained stretches of the flat vector, in order, adjoining ones made one. */
  public List<ParameterRange> trainableRanges() {
    List<ParameterRange> ranges = new ArrayList<>();
    for (ModelNode node : nodes) {
      ParameterRange.append(ranges, node.trainableOffset(), node.trainableCount());
    }
    return List.copyOf(ranges);
  }

  /** How many parameters are trained. */
  public int trainableCount() {
    return nodes.stream().mapToInt(ModelNode::trainableCount).sum();
  }
}
