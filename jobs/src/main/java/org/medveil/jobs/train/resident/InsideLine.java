package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A line within the driver's JVM: the same desk, no network. */
final class InsideLine implements StageLine {
  private final String id = "inside-" + UUID.randomUUID();
  private final StageDesk desk;
  private final int partition;
  private float[] spare = {};
  private CompletableFuture<ByteBuffer> next;

  InsideLine(StageDesk desk, int partition) {
    this.desk = desk;
    this.partition = partition;
    this.next = poll();
  }

  @Override
  public Optional<Order> next(BooleanSupplier stop) throws IOException, InterruptedException {
    Optional<ByteBuffer> message = Answer.await(next, stop);
    // Decoded here, by the thread that computes: all tasks do it at once.
    Optional<Order> order = message.map(m -> Order.read(m, spare)).filter(o -> !o.isEnd());
    order.ifPresent(o -> spare = o.parameters());
    return order;
  }

  @Override
  public void send(int step, long[] sum) {
    desk.take(id, partition, step, sum);
    next = poll();
  }

  private CompletableFuture<ByteBuffer> poll() {
    Answer<ByteBuffer> answer = new Answer<>(message -> message);
    desk.poll(id, partition, answer);
    return answer.future();
  }

  @Override
  public void close() {
    desk.disconnected(id);
  }
}
