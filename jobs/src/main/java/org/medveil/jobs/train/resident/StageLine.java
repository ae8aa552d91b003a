package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;

/** A task's end of a resident stage. One thread at a time. */
public interface StageLine extends AutoCloseable {
  /**
   * The next step; waits for it.
   *
   * @param stop asked every second, so that a killed task ends
   * @return empty when there is none any more, or when told to stop
   * @throws IOException when the driver is gone or has given the stage up
   */
  Optional<Order> next(BooleanSupplier stop) throws IOException, InterruptedException;

  /**
   * Hands a step's sum in and asks for the next step, without waiting in between.
   *
   * @param sum used up: what stands in it afterwards means nothing
   */
  void send(int step, long[] sum) throws IOException, InterruptedException;

  @Override
  void close();

  /**
   * Reaches the driver: over the network, or without it where the task runs in the driver's own
   * JVM, as in local mode ({@code spark.medveil.resident.sockets=true} uses the network there too).
   *
   * @throws IOException when the driver is not there
   * @throws RuntimeException when it does not take the secret
   */
  static StageLine connect(StageTicket ticket, int partition, SparkConf spark)
      throws IOException, InterruptedException {
    Optional<StageDesk> here = StageDesk.here(ticket);
    if (here.isPresent() && !spark.getBoolean("spark.medveil.resident.sockets", false)) {
      return new InsideLine(here.get(), partition);
    }
    return SocketLine.connect(ticket, partition, spark);
  }
}
