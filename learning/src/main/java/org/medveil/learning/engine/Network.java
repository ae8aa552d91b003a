package org.medveil.learning.engine;

import java.util.List;
import org.medveil.learning.LayerOp;

/**
 * A compiled network: its operations in order, and what flows between them.
 *
 * @param flow slots
 * @param operations in the order of the forward pass
 * @param output what the last slot is compared with
 * @param active operations that go backward: a trained one is at or before them
 */
record Network(
    Flow flow, List<Operation> operations, LayerOp.Output output, List<Operation> active) {
  Network {
    operations = List.copyOf(operations);
    active = List.copyOf(active);
  }

  /** The operations with parameters to be trained, in order. */
  List<Trained> trained() {
    return operations.stream().flatMap(op -> op.trained().stream()).toList();
  }

  void load(float[] parameters) {
    operations.forEach(op -> op.load(parameters));
  }

  /** One forward and one backward pass; the input slot is filled. */
  void run(Pass pass) {
    operations.forEach(op -> op.forward(pass));
    int last = flow.slots() - 1;
    new CrossEntropy(output).backward(pass, flow.value(last), flow.delta(last));
    for (int i = active.size() - 1; i >= 0; i--) {
      active.get(i).backward(pass);
      active.get(i).trained().ifPresent(part -> part.keep(pass));
    }
  }
}
