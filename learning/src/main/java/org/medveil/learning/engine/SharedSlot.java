package org.medveil.learning.engine;

import java.util.Optional;

/**
 * An operation that is not the last to read its input: its loss gradient is added to that of the
 * others.
 *
 * @param operation writes into scratch
 * @param scratch the operation's target
 * @param sum of all readers' loss gradients
 * @param width floats of a row
 */
record SharedSlot(Operation operation, float[] scratch, float[] sum, int width)
    implements Operation {
  @Override
  public void load(float[] parameters) {
    operation.load(parameters);
  }

  @Override
  public void forward(Pass pass) {
    operation.forward(pass);
  }

  @Override
  public void backward(Pass pass) {
    operation.backward(pass);
    AddOperation.addTo(sum, scratch, pass.rows() * width);
  }

  @Override
  public Optional<Trained> trained() {
    return operation.trained();
  }
}
