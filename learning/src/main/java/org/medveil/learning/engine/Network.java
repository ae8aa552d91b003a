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
 * @param images what the input slot holds
 * @param active operations that go backward: a trained one is at or before them
 */
record Network(
    Flow flow,
    List<Operation> operations,
    LayerOp.Output output,
    List<Operation> active,
    Images images) {
  /**
   * What goes in.
   *
   * @param shape of an image
   * @param needed whether anything but matrices, which take them from the kernels' memory, reads
   *     them
   */
  record Images(Shape shape, boolean needed) {}

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

  /** All passes of a store; its gradients are then known to the trained parts. */
  void run(Store store, int rowsOfPass) {
    trained().forEach(part -> part.begin(store));
    for (int row = 0; row < store.rows(); row += rowsOfPass) {
      run(new Pass(store, row, Math.min(rowsOfPass, store.rows() - row)));
    }
  }

  private void run(Pass pass) {
    if (images.needed || !pass.raw()) {
      pass.fill(flow.value(0), images.shape);
    }
    operations.forEach(op -> op.forward(pass));
    int last = flow.slots() - 1;
    new CrossEntropy(output).backward(pass, flow.value(last), flow.delta(last));
    for (int i = active.size() - 1; i >= 0; i--) {
      active.get(i).backward(pass);
      active.get(i).trained().ifPresent(part -> part.keep(pass));
    }
  }
}
