package org.medveil.jobs.train.resident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.medveil.testkit.LocalSpark;

/** The line of a resident stage: exact sums for those who hold the secret, nothing for others. */
@ExtendWith(LocalSpark.class)
class StageServerTest {
  /** Longer than a socket takes at once, and no multiple of a piece. */
  private static final int LENGTH = 300_001;

  private final float[] parameters = new float[LENGTH];

  @Test
  void sumsOfAllPartitionsAreAddedExactly() throws Exception {
    try (StageServer server = StageServer.open(SparkEnv.get(), 2, LENGTH);
        StageLine one = line(server.ticket(), 0);
        StageLine two = line(server.ticket(), 1)) {
      for (int step = 0; step < 3; step++) {
        parameters[LENGTH - 1] = step + 0.5f;
        CompletableFuture<long[]> sum = server.sum(new Order(step, parameters));
        Order order = one.next(() -> false).orElseThrow();
        assertEquals(step, order.step());
        assertTrue(Double.isNaN(order.clippingNorm()));
        assertArrayEquals(parameters, order.parameters());
        one.send(step, numbers(3));
        assertFalse(sum.isDone(), "one of two is no sum");
        two.next(() -> false).orElseThrow();
        two.send(step, numbers(1L << 40));
        assertArrayEquals(numbers(3 + (1L << 40)), sum.get(20, TimeUnit.SECONDS));
      }
      server.end();
      assertTrue(one.next(() -> false).isEmpty(), "sent home");
    }
  }

  @Test
  void aTaskInTheDriversJvmNeedsNoNetwork() throws Exception {
    StageTicket gone;
    try (StageServer server = StageServer.open(SparkEnv.get(), 2, LENGTH);
        StageLine outside = line(server.ticket(), 1)) {
      StageLine inside = StageLine.connect(server.ticket(), 0, SparkEnv.get().conf());
      assertTrue(inside instanceof InsideLine);
      gone = server.ticket();
      for (int step = 0; step < 3; step++) {
        CompletableFuture<long[]> sum = server.sum(new Order(step, parameters));
        assertEquals(step, inside.next(() -> false).orElseThrow().step());
        inside.send(step, numbers(3));
        outside.next(() -> false).orElseThrow();
        outside.send(step, numbers(-5));
        assertArrayEquals(numbers(-2), sum.get(20, TimeUnit.SECONDS));
      }
      server.sum(new Order(3, parameters));
      inside.next(() -> false).orElseThrow();
      inside.close();
      assertTrue(server.sum(new Order(4, parameters)).isCompletedExceptionally(), "it has left");
    }
    assertTrue(StageDesk.here(gone).isEmpty());
  }

  @Test
  void withoutTheSecretNobodyGetsIn() throws Exception {
    try (StageServer server = StageServer.open(SparkEnv.get(), 1, LENGTH)) {
      StageTicket true_ = server.ticket();
      StageTicket guess = new StageTicket(true_.host(), true_.port(), "0".repeat(64), LENGTH);
      assertThrows(RuntimeException.class, () -> line(guess, 0));
      CompletableFuture<long[]> sum = server.sum(new Order(0, parameters));
      stranger(true_, Message.poll(0));
      strangersUpload(true_);
      assertFalse(sum.isDone());
      try (StageLine task = line(true_, 0)) {
        assertEquals(0, task.next(() -> false).orElseThrow().step(), "strangers left no trace");
      }
    }
  }

  @Test
  void theSecretStaysOutOfLogs() {
    StageTicket ticket = new StageTicket("host", 1, "secret", 2);
    assertFalse((ticket + " " + ticket.holder()).contains("secret"));
  }

  @Test
  void aLostTaskEndsTheStep() throws Exception {
    try (StageServer server = StageServer.open(SparkEnv.get(), 2, LENGTH);
        StageLine one = line(server.ticket(), 0)) {
      StageLine two = line(server.ticket(), 1);
      CompletableFuture<long[]> sum = server.sum(new Order(0, parameters));
      one.next(() -> false).orElseThrow();
      one.send(0, numbers(1));
      two.next(() -> false).orElseThrow();
      two.close();
      ExecutionException lost =
          assertThrows(ExecutionException.class, () -> sum.get(20, TimeUnit.SECONDS));
      assertTrue(lost.getCause() instanceof IOException);
      assertTrue(
          server.sum(new Order(1, parameters)).isCompletedExceptionally(),
          "nothing begins after it");
    }
  }

  @Test
  void aSecondTaskOfAPartitionIsRefused() throws Exception {
    try (StageServer server = StageServer.open(SparkEnv.get(), 1, LENGTH);
        StageLine first = line(server.ticket(), 0)) {
      server.sum(new Order(0, parameters));
      first.next(() -> false).orElseThrow();
      try (StageLine second = line(server.ticket(), 0)) {
        assertThrows(IOException.class, () -> second.next(() -> false));
      }
      try (StageLine beyond = line(server.ticket(), 1)) {
        assertThrows(IOException.class, () -> beyond.next(() -> false));
      }
    }
  }

  @Test
  void aSumOfAnotherLengthOrStepIsNoSum() throws Exception {
    for (int wrong : new int[] {LENGTH - 1, LENGTH + 1}) {
      try (StageServer server = StageServer.open(SparkEnv.get(), 1, LENGTH)) {
        StageTicket there = server.ticket();
        StageTicket other = new StageTicket(there.host(), there.port(), there.secret(), wrong);
        try (StageLine task = line(other, 0)) {
          CompletableFuture<long[]> sum = server.sum(new Order(0, parameters));
          task.next(() -> false).orElseThrow();
          task.send(0, new long[wrong]);
          assertThrows(ExecutionException.class, () -> sum.get(20, TimeUnit.SECONDS));
        }
      }
    }
    try (StageServer server = StageServer.open(SparkEnv.get(), 1, LENGTH);
        StageLine task = line(server.ticket(), 0)) {
      CompletableFuture<long[]> sum = server.sum(new Order(0, parameters));
      task.next(() -> false).orElseThrow();
      task.send(7, numbers(1));
      assertThrows(ExecutionException.class, () -> sum.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void numbersCutByTheNetworkArriveWhole() {
    Reduction reduction = new Reduction(new Order(0, new float[0]), ByteBuffer.allocate(4), 1, 5);
    assertTrue(reduction.orders(0));
    SumStream stream = new SumStream(reduction, 0, lost -> {});
    ByteBuffer bytes = ByteBuffer.allocate(40).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    long[] values = {1, -2, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 33};
    bytes.asLongBuffer().put(values);
    int[] cuts = {0, 3, 4, 12, 13, 31, 40};
    for (int c = 1; c < cuts.length; c++) {
      stream.onData("", bytes.slice(cuts[c - 1], cuts[c] - cuts[c - 1]));
    }
    assertThrows(IllegalArgumentException.class, () -> stream.onData("", ByteBuffer.allocate(8)));
    org.junit.jupiter.api.Assertions.assertDoesNotThrow(() -> stream.onComplete(""));
    assertArrayEquals(values, reduction.result().join());
  }

  private static long[] numbers(long factor) {
    long[] numbers = new long[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      numbers[i] = factor * (i - LENGTH / 2);
    }
    return numbers;
  }

  private static StageLine line(StageTicket ticket, int partition) throws Exception {
    return SocketLine.connect(ticket, partition, SparkEnv.get().conf());
  }

  /** A peer that speaks the protocol but skips the proof: it gets no answer but a failure. */
  private static void stranger(StageTicket ticket, ByteBuffer message) throws Exception {
    try (TransportContext context =
            new TransportContext(StageConf.of(new SparkConf(false), 1), new NoOpRpcHandler());
        TransportClientFactory clients = context.createClientFactory();
        TransportClient client = clients.createUnmanagedClient(ticket.host(), ticket.port())) {
      assertThrows(RuntimeException.class, () -> client.sendRpcSync(message, 10_000));
    }
  }

  private static void strangersUpload(StageTicket ticket) throws Exception {
    try (TransportContext context =
            new TransportContext(StageConf.of(new SparkConf(false), 1), new NoOpRpcHandler());
        TransportClientFactory clients = context.createClientFactory();
        TransportClient client = clients.createUnmanagedClient(ticket.host(), ticket.port())) {
      CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
      client.uploadStream(
          new NioManagedBuffer(Message.sum(0, 0)),
          new NioManagedBuffer(ByteBuffer.allocate(8 * LENGTH)),
          new RpcResponseCallback() {
            @Override
            public void onSuccess(ByteBuffer response) {
              answer.complete(response);
            }

            @Override
            public void onFailure(Throwable cause) {
              answer.completeExceptionally(cause);
            }
          });
      assertThrows(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void nothingIsSharedBetweenStages() throws Exception {
    try (StageServer one = StageServer.open(SparkEnv.get(), 1, LENGTH);
        StageServer two = StageServer.open(SparkEnv.get(), 1, LENGTH)) {
      StageTicket mixed =
          new StageTicket(two.ticket().host(), two.ticket().port(), one.ticket().secret(), LENGTH);
      assertThrows(RuntimeException.class, () -> line(mixed, 0));
      assertEquals(List.of(64), List.of(one.ticket().secret().length()));
    }
  }
}
