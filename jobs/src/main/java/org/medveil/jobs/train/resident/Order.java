package org.medveil.jobs.train.resident;

import java.nio.ByteBuffer;

/**
 * What the driver wants next.
 *
 * @param step number of the step
 * @param clippingNorm of the step; NaN where it is the grid's
 * @param parameters where the model is; left alone, and used again for the next order
 */
public record Order(int step, double clippingNorm, float[] parameters) {
  /** A step clipped to the grid's norm. */
  Order(int step, float[] parameters) {
    this(step, Double.NaN, parameters);
  }

  /** Reads an order; its parameters into the given array where that has their length. */
  static Order read(ByteBuffer message, float[] spare) {
    ByteBuffer order = Message.read(message);
    int step = order.getInt();
    if (step == Message.END) {
      return new Order(step, spare);
    }
    double clippingNorm = order.getDouble();
    int length = order.remaining() / Float.BYTES;
    float[] parameters = spare.length == length ? spare : new float[length];
    order.slice().order(order.order()).asFloatBuffer().get(parameters);
    return new Order(step, clippingNorm, parameters);
  }

  boolean isEnd() {
    return step == Message.END;
  }
}
