package org.medveil.jobs.train.resident;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The three small messages. Little-endian.
 *
 * <pre>
 * poll   (task to driver, answered when there is a step)  int partition
 * order  (the answer)     int step, or -1 for the end; then double clipping norm, and the
 *        parameters, 4 bytes each
 * sum    (head of an upload whose body is the sum, 8 bytes an entry)  int partition, int step
 * </pre>
 */
final class Message {
  static final int END = -1;

  private Message() {}

  static ByteBuffer poll(int partition) {
    return buffer(4).putInt(partition).flip();
  }

  static ByteBuffer sum(int partition, int step) {
    return buffer(8).putInt(partition).putInt(step).flip();
  }

  static ByteBuffer end() {
    return buffer(4).putInt(END).flip();
  }

  /** Off the heap, so that the socket takes it without another copy; made once a stage. */
  static ByteBuffer orderBuffer(int parameters) {
    return ByteBuffer.allocateDirect(Math.addExact(12, Math.multiplyExact(4, parameters)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  static void order(Order order, ByteBuffer into) {
    into.clear().putInt(order.step()).putDouble(order.clippingNorm());
    into.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(order.parameters());
    into.position(0);
  }

  static ByteBuffer read(ByteBuffer message) {
    return message.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
