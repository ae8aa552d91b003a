package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.network.util.TransportConf;

/** A task's end of a resident stage, authenticated. One thread at a time. */
public final class StageLine implements AutoCloseable {
  private final int partition;
  private final TransportContext context;
  private final TransportClientFactory clients;
  private final TransportClient client;
  private final ByteBuffer outgoing;
  private float[] spare = {};
  private CompletableFuture<Order> next;
  private CompletableFuture<Boolean> sent = CompletableFuture.completedFuture(true);

  private StageLine(StageTicket ticket, int partition, SparkConf spark)
      throws IOException, InterruptedException {
    this.partition = partition;
    this.outgoing =
        ByteBuffer.allocateDirect(Math.multiplyExact(Long.BYTES, ticket.length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    TransportConf conf = StageConf.of(spark, 1);
    this.context = new TransportContext(conf, new NoOpRpcHandler());
    this.clients =
        context.createClientFactory(
            List.of(new AuthClientBootstrap(conf, ticket.user(), ticket.holder())));
    try {
      this.client = clients.createUnmanagedClient(ticket.host(), ticket.port());
    } catch (IOException | InterruptedException | RuntimeException e) {
      clients.close();
      context.close();
      throw e;
    }
    this.next = poll();
  }

  /**
   * Connects and says which partition calls.
   *
   * @throws IOException when the driver is not there
   * @throws RuntimeException when it does not take the secret
   */
  public static StageLine connect(StageTicket ticket, int partition, SparkConf spark)
      throws IOException, InterruptedException {
    return new StageLine(ticket, partition, spark);
  }

  /**
   * The next step; waits for it.
   *
   * @param stop asked every second, so that a killed task ends
   * @return empty when there is none any more, or when told to stop
   * @throws IOException when the driver is gone or has given the stage up
   */
  public Optional<Order> next(BooleanSupplier stop) throws IOException, InterruptedException {
    while (!stop.getAsBoolean()) {
      try {
        Order order = next.get(1, TimeUnit.SECONDS);
        spare = order.parameters();
        return order.isEnd() ? Optional.empty() : Optional.of(order);
      } catch (TimeoutException e) {
        // The driver is busy with its own part, or waits for another task.
      } catch (ExecutionException e) {
        throw new IOException("the driver has left this stage", e.getCause());
      }
    }
    return Optional.empty();
  }

  /** Sends a step's sum and asks for the next step behind it, without waiting in between. */
  public void send(int step, long[] sum) throws IOException, InterruptedException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IOException("the driver did not take a sum", e.getCause());
    }
    outgoing.clear();
    outgoing.asLongBuffer().put(sum);
    Answer<Boolean> taken = new Answer<>(empty -> true);
    sent = taken.future;
    client.uploadStream(
        new NioManagedBuffer(Message.sum(partition, step)),
        new NioManagedBuffer(outgoing.duplicate()),
        taken);
    next = poll();
  }

  private CompletableFuture<Order> poll() {
    float[] into = spare;
    Answer<Order> answer = new Answer<>(message -> Order.read(message, into));
    client.sendRpc(Message.poll(partition), answer);
    return answer.future;
  }

  @Override
  public void close() {
    client.close();
    clients.close();
    context.close();
  }

  /** A reply as a future; decoded at once, since its bytes are the network layer's. */
  private static final class Answer<T> implements RpcResponseCallback {
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Function<ByteBuffer, T> decode;

    Answer(Function<ByteBuffer, T> decode) {
      this.decode = decode;
    }

    @Override
    public void onSuccess(ByteBuffer response) {
      future.complete(decode.apply(response));
    }

    @Override
    public void onFailure(Throwable cause) {
      future.completeExceptionally(cause);
    }
  }
}
