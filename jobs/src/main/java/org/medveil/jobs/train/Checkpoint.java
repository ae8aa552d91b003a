package org.medveil.jobs.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.medveil.contracts.Refusal;
import org.medveil.jobs.tables.Locations;
import org.medveil.learning.OptimizerState;

/**
 * Where a run stands after some of its steps: a function of their noised sums and of public
 * settings. It holds neither the sampling secret nor anything of a patient.
 *
 * @param runId whose run it is
 * @param parameters after {@code optimizer.done()} steps
 * @param clippingNorm of the next step; NaN where it is fixed
 * @param optimizer the rest of the state
 */
record Checkpoint(String runId, float[] parameters, double clippingNorm, OptimizerState optimizer) {
  private static final int MAGIC = 0x4d56434b; // MVCK
  private static final int VERSION = 2;
  private static final int HASH_CHARACTERS = 64;

  int done() {
    return optimizer.done();
  }

  /** Big-endian; ends with the SHA-256 of what stands before it. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(runId);
      out.writeInt(optimizer.done());
      out.writeDouble(clippingNorm);
      out.writeDouble(optimizer.averageWeight());
      write(out, parameters);
      write(out, optimizer.updater());
      out.writeInt(optimizer.averageSum().length);
      ByteBuffer sum = ByteBuffer.allocate(Double.BYTES * optimizer.averageSum().length);
      sum.asDoubleBuffer().put(optimizer.averageSum());
      out.write(sum.array());
      out.writeBytes(Locations.sha256(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads {@link #bytes()}.
   *
   * @throws Refusal exit 65 if they are damaged or of another version
   */
  static Checkpoint parse(byte[] bytes) {
    int end = bytes.length - HASH_CHARACTERS;
    if (end < 0
        || !Locations.sha256(Arrays.copyOf(bytes, end))
            .equals(
                new String(
                    bytes, end, HASH_CHARACTERS, java.nio.charset.StandardCharsets.US_ASCII))) {
      throw unreadable();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw unreadable();
      }
      String runId = in.readUTF();
      int done = in.readInt();
      double clippingNorm = in.readDouble();
      double weight = in.readDouble();
      float[] parameters = readFloats(in);
      float[] updater = readFloats(in);
      double[] sum = new double[in.readInt()];
      ByteBuffer.wrap(in.readNBytes(Double.BYTES * sum.length)).asDoubleBuffer().get(sum);
      return new Checkpoint(
          runId, parameters, clippingNorm, new OptimizerState(done, updater, sum, weight));
    } catch (IOException e) {
      throw unreadable();
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(Float.BYTES * values.length)).asFloatBuffer().get(values);
    return values;
  }

  private static Refusal unreadable() {
    return Refusal.badData(
        "the checkpoint of this round is damaged or of another version",
        "its steps are spent and cannot be repeated: train the round with a new reservation, under"
            + " another --campaign; budget void gives nothing back that was read");
  }

  /** The run and the step only. */
  @Override
  public String toString() {
    return "Checkpoint[" + runId + ", " + done() + " steps]";
  }
}
