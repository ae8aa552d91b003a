package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.StreamCallbackWithID;

/**
 * Who of a stage waits for what. A lost task loses the stage: its step ends with an exception and
 * no later one begins.
 */
final class StageDesk {
  private final int partitions;
  private final int length;
  private final Map<Integer, String> owners = new HashMap<>();
  private final Map<Integer, RpcResponseCallback> waiting = new HashMap<>();
  private ByteBuffer order;
  private Reduction current;
  private Throwable lost;
  private boolean ended;

  StageDesk(int partitions, int length) {
    this.partitions = partitions;
    this.length = length;
  }

  synchronized CompletableFuture<long[]> begin(int step, float[] parameters) {
    if (current != null && !current.result().isDone()) {
      throw new IllegalStateException("a step is under way");
    }
    if (order == null) {
      order = Message.orderBuffer(parameters.length);
    }
    // Free again: every task has had the last order wholly, or there would be no sum of it.
    Message.order(step, parameters, order);
    current = new Reduction(step, order, partitions, length);
    if (lost != null) {
      current.result().completeExceptionally(lost);
    }
    for (int partition : waiting.keySet().toArray(Integer[]::new)) {
      serve(partition);
    }
    return current.result();
  }

  /** A task asks for its next step; the first time it becomes the partition's only task. */
  synchronized void poll(String connection, int partition, RpcResponseCallback answer) {
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
    ByteBuffer answer = null;
    if (ended) {
      answer = Message.end();
    } else if (current != null) {
      answer = current.orderFor(partition);
    }
    if (answer != null) {
      waiting.remove(partition).onSuccess(answer);
    }
  }

  synchronized StreamCallbackWithID receive(String connection, int partition, int step) {
    if (!connection.equals(owners.get(partition)) || current == null || current.step() != step) {
      throw new IllegalStateException("a sum that nobody asked for");
    }
    current.begin(partition);
    return new SumStream(current, partition, this::lose);
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
