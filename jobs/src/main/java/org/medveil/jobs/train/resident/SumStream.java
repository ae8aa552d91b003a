package org.medveil.jobs.train.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.apache.spark.network.client.StreamCallbackWithID;

/**
 * A task's sum as it comes off the wire: added to the step's sum in pieces, never held as a whole.
 */
final class SumStream implements StreamCallbackWithID {
  private final Reduction reduction;
  private final int partition;
  private final Consumer<Throwable> lost;
  private final long[] piece = new long[2048];
  private final ByteBuffer split =
      ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN); // a number cut by a piece
  private int at;

  SumStream(Reduction reduction, int partition, Consumer<Throwable> lost) {
    this.reduction = reduction;
    this.partition = partition;
    this.lost = lost;
  }

  @Override
  public String getID() {
    return "sum-" + reduction.step() + "-" + partition;
  }

  @Override
  public void onData(String id, ByteBuffer data) {
    ByteBuffer in = data.order(ByteOrder.LITTLE_ENDIAN);
    while (split.position() > 0 && in.hasRemaining()) {
      finishSplit(in);
    }
    while (in.remaining() >= Long.BYTES) {
      int count = Math.min(piece.length, in.remaining() / Long.BYTES);
      in.asLongBuffer().get(piece, 0, count);
      in.position(in.position() + count * Long.BYTES);
      add(count);
    }
    split.put(in);
  }

  private void finishSplit(ByteBuffer in) {
    split.put(in.get());
    if (!split.hasRemaining()) {
      piece[0] = split.getLong(0);
      split.clear();
      add(1);
    }
  }

  private void add(int count) {
    reduction.add(at, piece, count);
    at += count;
  }

  @Override
  public void onComplete(String id) throws IOException {
    if (at != reduction.length() || split.position() > 0) {
      IOException cut = new IOException("a task's sum is shorter than the model");
      lost.accept(cut);
      throw cut;
    }
    reduction.arrived(partition);
  }

  @Override
  public void onFailure(String id, Throwable cause) {
    lost.accept(cause);
  }
}
