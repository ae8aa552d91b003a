package org.medveil.jobs.train.resident;

import java.nio.ByteBuffer;

/**
 * What the driver wants next.
 *
 * @param step number of the step
 * @param parameters where the model is; left alone, and used again for the next order
 */
public record Order(int step, float[] parameters) {
  /** Reads an order; its parameters into the given array where that has their length. */
  static Order read(ByteBuffer message, float[] spare) {
    ByteBuffer order = Message.read(message);
    int step = order.getInt();
    int length = order.remaining() / Float.BYTES;
    float[] parameters = spare.length == length ? spare : new float[length];
    order.slice().order(order.order()).asFloatBuffer().get(parameters);
    return new Order(step, parameters);
  }

  boolean isEnd() {
    return step == Message.END;
  }
}
