package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.spark.network.client.RpcResponseCallback;

/** A reply as a future; decoded at once, since its bytes are the network layer's. */
final class Answer<T> implements RpcResponseCallback {
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final Function<ByteBuffer, T> decode;

  Answer(Function<ByteBuffer, T> decode) {
    this.decode = decode;
  }

  CompletableFuture<T> future() {
    return future;
  }

  @Override
  public void onSuccess(ByteBuffer response) {
    future.complete(decode.apply(response));
  }

  @Override
  public void onFailure(Throwable cause) {
    future.completeExceptionally(cause);
  }

  /** Waits for a reply; empty when told to stop, which is asked every second. */
  static <T> Optional<T> await(CompletableFuture<T> next, BooleanSupplier stop)
      throws IOException, InterruptedException {
    while (!stop.getAsBoolean()) {
      try {
        return Optional.of(next.get(1, TimeUnit.SECONDS));
      } catch (TimeoutException e) {
        // The driver is busy with its own part, or waits for another task.
      } catch (ExecutionException e) {
        throw new IOException("the driver has left this stage", e.getCause());
      }
    }
    return Optional.empty();
  }
}
