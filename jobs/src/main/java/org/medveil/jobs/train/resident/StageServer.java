package org.medveil.jobs.train.resident;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.TransportConf;

/**
 * The driver's end of one resident stage. Tasks poll; a poll is answered when there is a step, so
 * nobody waits busily. A peer must prove the stage's secret before its first message is read: by
 * Spark's SASL, or by its key exchange with encryption where {@code spark.network.crypto.enabled}
 * is on.
 */
public final class StageServer implements AutoCloseable {
  private static final int SECRET_BYTES = 32;

  private final StageDesk desk;
  private final TransportContext context;
  private final TransportServer server;
  private final StageTicket ticket;

  private StageServer(StageDesk desk, SparkEnv env, int length) {
    this.desk = desk;
    TransportConf conf = StageConf.of(env.conf(), Runtime.getRuntime().availableProcessors());
    String secret = StageTicket.sparkAuthenticates(env.securityManager()) ? null : freshSecret();
    String host = env.conf().get("spark.driver.host");
    String bind = env.conf().get("spark.driver.bindAddress", host);
    this.context = new TransportContext(conf, new StageRpc(desk));
    StageTicket unbound = new StageTicket(host, 0, secret, length);
    this.server =
        context.createServer(bind, 0, List.of(new AuthServerBootstrap(conf, unbound.holder())));
    this.ticket = new StageTicket(host, server.getPort(), secret, length);
    desk.opened(ticket);
  }

  /**
   * Listens at {@code spark.driver.bindAddress}, on a free port.
   *
   * @param partitions tasks of the stage; a step's sum is complete with all of them
   * @param length entries of a sum
   */
  public static StageServer open(SparkEnv env, int partitions, int length) {
    return new StageServer(new StageDesk(partitions, length), env, length);
  }

  /** What the stage's tasks need to come here. */
  public StageTicket ticket() {
    return ticket;
  }

  /**
   * Asks all tasks for a step.
   *
   * @return the exact sum, or an exception once a task is lost; one step at a time
   */
  public CompletableFuture<long[]> sum(Order order) {
    return desk.begin(order);
  }

  /** Tells that the stage has failed: the step under way ends with this. */
  public void lose(Throwable cause) {
    desk.lose(cause);
  }

  /** Sends the tasks home. */
  public void end() {
    desk.end();
  }

  /** Closes all connections; tasks that are still there fail. */
  @Override
  public void close() {
    desk.end();
    desk.closed(ticket);
    server.close();
    context.close();
  }

  private static String freshSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
