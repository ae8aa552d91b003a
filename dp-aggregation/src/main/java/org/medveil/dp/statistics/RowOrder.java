package org.medveil.dp.statistics;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.medveil.dp.Hashes;

/**
 * Which of a patient's groups and rows count when there are too many: those of the smallest keyed
 * hash. The choice for a patient depends on that patient's rows alone, so taking another patient
 * away changes nothing of it; it is the same in every retry, and no value is favoured.
 *
 * @param key any bytes, at least one; need not be secret
 */
public record RowOrder(byte[] key) implements Serializable {
  /** Copies the key. */
  public RowOrder {
    if (key.length == 0) {
      throw new IllegalArgumentException("a row order needs a key");
    }
    key = key.clone();
  }

  @Override
  public byte[] key() {
    return key.clone();
  }

  /**
   * A row with its place in the order.
   *
   * @param patient the patient's pseudonym
   * @param values one number a column, NaN for a missing one; not copied
   */
  public OrderedRow row(String patient, GroupKey group, double[] values) {
    String group64 = Objects.requireNonNull(patient).length() + ":" + patient + group.canonical();
    byte[] name = group64.getBytes(StandardCharsets.UTF_8);
    ByteBuffer content = ByteBuffer.allocate(name.length + 8 * values.length).put(name);
    for (double value : values) {
      content.putDouble(value);
    }
    return new OrderedRow(group, values, rank('g', name), rank('r', content.array()));
  }

  private long rank(char purpose, byte[] message) {
    byte[] labelled = ByteBuffer.allocate(message.length + 2).putChar(purpose).put(message).array();
    return ByteBuffer.wrap(Hashes.hmac(key, labelled)).getLong();
  }

  @Override
  public String toString() {
    return "RowOrder";
  }
}
