package org.medveil.learning.engine;

import java.util.List;
import org.medveil.learning.LayerOp;
import org.medveil.learning.Shape;

/**
 * A compiled network: its operations in order, and what flows between them.
 *
 * @param flow slots
 * @param operations in the order of the forward pass
 * @param output what the last slot is compared with
 * @param imagesNeeded whether anything but matrices reads the input slot
 * @param active operations that go backward: a trained one is at or before them
 */
record Network(
    Flow flow,
    List<Operation> operations,
    LayerOp.Output output,
    List<Operation> active,
    boolean imagesNeeded) {
  Network {
    operations = List.copyOf(operations);
    active = List.copyOf(active);
  }

  /** The operations with parameters to be trained, in order. */
  List<Trained> trained() {
    return operations.stream().flatMap(op -> op.trained().stream()).toList();
  }

  /** Puts a pass's images into the input slot, unless matrices alone read it, which need none. */
  void fill(Pass pass, Shape shape) {
    if (imagesNeeded || !pass.raw()) {
      pass.fill(flow.value(0), shape);
    }
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
