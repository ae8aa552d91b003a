package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.network.client.StreamCallbackWithID;

/**
 * Who of a stage waits for what. A lost task loses the stage: its step ends with an exception and
 * no later one begins.
 */
final class StageDesk {
  /** By their tickets: tasks in the driver's own JVM need no network to find theirs. */
  private static final Map<StageTicket, StageDesk> OF_THIS_JVM = new ConcurrentHashMap<>();

  private final int partitions;
  private final int length;
  private final Map<Integer, String> owners = new HashMap<>();
  private final Map<Integer, Consumer<Optional<Reduction>>> waiting = new HashMap<>();
  private ByteBuffer buffer;
  private Reduction current;
  private Throwable lost;
  private boolean ended;

  StageDesk(int partitions, int length) {
    this.partitions = partitions;
    this.length = length;
  }

  static Optional<StageDesk> here(StageTicket ticket) {
    return Optional.ofNullable(OF_THIS_JVM.get(ticket));
  }

  void opened(StageTicket ticket) {
    OF_THIS_JVM.put(ticket, this);
  }

  void closed(StageTicket ticket) {
    OF_THIS_JVM.remove(ticket);
  }

  synchronized CompletableFuture<long[]> begin(Order order) {
    if (current != null && !current.result().isDone()) {
      throw new IllegalStateException("a step is under way");
    }
    if (buffer == null) {
      buffer = Message.orderBuffer(order.parameters().length);
    }
    // The buffer is free again: every task has had the last order, or there would be no sum of it.
    current = new Reduction(order, buffer, partitions, length);
    if (lost != null) {
      current.result().completeExceptionally(lost);
    }
    for (int partition : waiting.keySet().toArray(Integer[]::new)) {
      serve(partition);
    }
    return current.result();
  }

  /**
   * A task asks for its next step; the first time it becomes the partition's only task.
   *
   * @param answer told the step, once; empty for the end
   */
  synchronized void poll(String connection, int partition, Consumer<Optional<Reduction>> answer) {
    if (partition < 0 || partition >= partitions) {
      throw new IllegalArgumentException("no such partition");
    }
    String owner = owners.putIfAbsent(partition, connection);
    if (owner != null && !owner.equals(connection)) {
      throw new IllegalStateException("the partition has a task already");
    }
    waiting.put(partition, answer);
    serve(partition);
  }

  private void serve(int partition) {
    if (ended) {
      waiting.remove(partition).accept(Optional.empty());
    } else if (lost == null && current != null && current.orders(partition)) {
      waiting.remove(partition).accept(Optional.of(current));
    }
  }

  StreamCallbackWithID receive(String connection, int partition, int step) {
    return new SumStream(asked(connection, partition, step), partition, this::lose);
  }

  private synchronized Reduction asked(String connection, int partition, int step) {
    if (!connection.equals(owners.get(partition)) || current == null || current.step() != step) {
      throw new IllegalStateException("a sum that nobody asked for");
    }
    current.begin(partition);
    return current;
  }

  /** A sum from within this JVM; used up. */
  void take(String connection, int partition, int step, long[] sum) {
    Reduction reduction = asked(connection, partition, step);
    reduction.add(sum);
    reduction.arrived(partition);
  }

  synchronized void disconnected(String connection) {
    if (owners.containsValue(connection) && !ended) {
      lose(new IOException("the connection to a task has ended"));
    }
  }

  synchronized void lose(Throwable cause) {
    if (lost == null) {
      lost = cause;
    }
    if (current != null) {
      current.result().completeExceptionally(lost);
    }
  }

  synchronized void end() {
    ended = true;
    for (int partition : waiting.keySet().toArray(Integer[]::new)) {
      serve(partition);
    }
  }
}
