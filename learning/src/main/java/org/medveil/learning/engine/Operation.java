package org.medveil.learning.engine;

import java.util.Optional;

/** One operation of a network on the rows of a pass. */
interface Operation {
  /** Takes the step's parameters. */
  default void load(float[] parameters) {}

  /** Computes the operation's slot from the slots before it. */
  void forward(Pass pass);

  /**
   * Overwrites the loss gradient at the operation's input with what follows from that at its
   * output; nothing where nobody wants it.
   */
  void backward(Pass pass);

  /** Its parameters, if any are to be trained. */
  default Optional<Trained> trained() {
    return Optional.empty();
  }
}
