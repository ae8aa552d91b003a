package org.medveil.learning;

import java.io.Serializable;
import java.util.List;

/**
 * One operation at its place in a network.
 *
 * @param name the layer's name in the configuration, or its number; a layer that is several nodes
 *     adds {@code /activation} and the like
 * @param op what it does
 * @param inputs indices of earlier nodes, -1 for the network's input; one, but for {@link
 *     LayerOp.Add}
 * @param in shape of each input
 * @param out shape of the result
 * @param parameterOffset where the node's part of the flat parameter vector begins
 * @param parameterCount how long it is
 * @param frozen whether the model says that none of it is trained
 */
public record ModelNode(
    String name,
    LayerOp op,
    List<Integer> inputs,
    Shape in,
    Shape out,
    int parameterOffset,
    int parameterCount,
    boolean frozen)
    implements Serializable {
  /** Copies the inputs. */
  public ModelNode {
    inputs = List.copyOf(inputs);
  }

  /** Where the trained part of the node's parameters begins. */
  public int trainableOffset() {
    return parameterOffset + (frozen ? parameterCount : op.fixedCount());
  }

  /** Length of the trained part, 0 if there is none. */
  public int trainableCount() {
    return frozen ? 0 : parameterCount - op.fixedCount();
  }
}
