package org.medveil.dp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.medveil.contracts.Refusal;

/**
 * {@code delta.bin}, version 1, little-endian: magic {@code MVD1} · SHA-256 of the model (32 bytes)
 * · number n of values (int32) · n float32 · SHA-256 of all bytes before (32 bytes). One delta has
 * exactly one encoding.
 */
public final class DeltaCodec {
  private static final byte[] MAGIC = {'M', 'V', 'D', '1'};
  private static final int HASH = 32;
  private static final int HEADER = MAGIC.length + HASH + Integer.BYTES;

  private DeltaCodec() {}

  /** The bytes of {@code delta.bin}: 72 + 4n. */
  public static byte[] encode(ModelDelta delta) {
    float[] values = delta.values();
    int size = Math.addExact(HEADER + HASH, Math.multiplyExact(Float.BYTES, values.length));
    ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC).put(HexFormat.of().parseHex(delta.modelSha256())).putInt(values.length);
    for (float value : values) {
      buffer.putFloat(value);
    }
    byte[] body = Arrays.copyOf(buffer.array(), buffer.position());
    buffer.put(Hashes.sha256(body));
    return buffer.array();
  }

  /**
   * Reads {@link #encode}'s bytes back.
   *
   * @throws Refusal exit 65 for anything else: other magic or length, a broken checksum, a value
   *     that is not finite
   */
  public static ModelDelta decode(byte[] bytes) {
    if (bytes.length < HEADER + HASH || !Arrays.equals(MAGIC, 0, 4, bytes, 0, 4)) {
      throw broken("does not begin as one");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(4);
    byte[] model = new byte[HASH];
    buffer.get(model);
    int count = buffer.getInt();
    if (count < 1 || bytes.length != HEADER + HASH + (long) Float.BYTES * count) {
      throw broken("has another length than it says");
    }
    byte[] body = Arrays.copyOf(bytes, bytes.length - HASH);
    byte[] checksum = Arrays.copyOfRange(bytes, bytes.length - HASH, bytes.length);
    if (!MessageDigest.isEqual(Hashes.sha256(body), checksum)) {
      throw broken("has a broken checksum");
    }
    float[] values = new float[count];
    buffer.asFloatBuffer().get(values);
    return new ModelDelta(HexFormat.of().formatHex(model), values);
  }

  private static Refusal broken(String how) {
    return Refusal.badData(
        "The model delta (delta.bin, version 1) " + how + ".", "Transfer the bundle again.");
  }
}
