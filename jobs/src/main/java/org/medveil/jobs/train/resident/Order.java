package org.medveil.jobs.train.resident;

import java.nio.ByteBuffer;

/**
 * What the driver wants next.
 *
 * @param step number of the step
 * @param parameters where the model is
 */
public record Order(int step, float[] parameters) {
  static Order read(ByteBuffer message) {
    ByteBuffer order = Message.read(message);
    int step = order.getInt();
    float[] parameters = new float[order.remaining() / Float.BYTES];
    order.slice().order(order.order()).asFloatBuffer().get(parameters);
    return new Order(step, parameters);
  }

  boolean isEnd() {
    return step == Message.END;
  }
}
