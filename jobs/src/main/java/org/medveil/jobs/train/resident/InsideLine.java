package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A line within the driver's JVM: the same desk, no network, no copies. */
final class InsideLine implements StageLine {
  private final String id = "inside-" + UUID.randomUUID();
  private final StageDesk desk;
  private final int partition;
  private CompletableFuture<Optional<Order>> next;

  InsideLine(StageDesk desk, int partition) {
    this.desk = desk;
    this.partition = partition;
    this.next = poll();
  }

  @Override
  public Optional<Order> next(BooleanSupplier stop) throws IOException, InterruptedException {
    return Answer.await(next, stop).flatMap(order -> order);
  }

  @Override
  public void send(int step, long[] sum) {
    desk.take(id, partition, step, sum);
    next = poll();
  }

  private CompletableFuture<Optional<Order>> poll() {
    CompletableFuture<Optional<Order>> order = new CompletableFuture<>();
    desk.poll(id, partition, step -> order.complete(step.map(Reduction::order)));
    return order;
  }

  @Override
  public void close() {
    desk.disconnected(id);
  }
}
