package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.buffer.NioManagedBuffer;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.apache.spark.network.util.TransportConf;

/** A line over Spark's network layer, authenticated. */
final class SocketLine implements StageLine {
  private final int partition;
  private final TransportContext context;
  private final TransportClientFactory clients;
  private final TransportClient client;
  private final ByteBuffer outgoing;
  private float[] spare = {};
  private CompletableFuture<Order> next;
  private CompletableFuture<Boolean> sent = CompletableFuture.completedFuture(true);

  private SocketLine(StageTicket ticket, int partition, SparkConf spark)
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
  static SocketLine connect(StageTicket ticket, int partition, SparkConf spark)
      throws IOException, InterruptedException {
    return new SocketLine(ticket, partition, spark);
  }

  @Override
  public Optional<Order> next(BooleanSupplier stop) throws IOException, InterruptedException {
    Optional<Order> order = Answer.await(next, stop).filter(o -> !o.isEnd());
    order.ifPresent(o -> spare = o.parameters());
    return order;
  }

  @Override
  public void send(int step, long[] sum) throws IOException, InterruptedException {
    try {
      sent.get(); // its bytes stand in the buffer until then
    } catch (ExecutionException e) {
      throw new IOException("the driver did not take a sum", e.getCause());
    }
    outgoing.clear();
    outgoing.asLongBuffer().put(sum);
    Answer<Boolean> taken = new Answer<>(empty -> true);
    sent = taken.future();
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
    return answer.future();
  }

  @Override
  public void close() {
    client.close();
    clients.close();
    context.close();
  }
}
