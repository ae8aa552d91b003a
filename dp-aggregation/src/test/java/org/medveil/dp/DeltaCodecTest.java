package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;

/** delta.bin, version 1: one delta, one encoding, and nothing else is read. */
class DeltaCodecTest {
  @Property(tries = 200)
  void what_is_written_is_read(@ForAll @Size(min = 1, max = 64) float[] values) {
    ModelDelta delta = new ModelDelta(Fixtures.MODEL, values);
    byte[] bytes = DeltaCodec.encode(delta);
    assertEquals(72 + 4 * values.length, bytes.length);
    assertEquals(delta, DeltaCodec.decode(bytes));
    assertArrayEquals(bytes, DeltaCodec.encode(DeltaCodec.decode(bytes)));
  }

  @Test
  void version_1_looks_like_this_for_ever() {
    byte[] bytes = DeltaCodec.encode(new ModelDelta(Fixtures.MODEL, new float[] {1, -0.5f}));
    String body = "4d564431" + Fixtures.MODEL + "02000000" + "0000803f" + "000000bf";
    assertEquals(
        body + Hashes.sha256Hex(HexFormat.of().parseHex(body)), HexFormat.of().formatHex(bytes));
  }

  @Test
  void every_flipped_byte_is_noticed() {
    byte[] bytes = DeltaCodec.encode(Fixtures.delta(3));
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 4;
      JdbcLedgerTest.assertRefused(ExitCode.BAD_DATA, () -> DeltaCodec.decode(flipped));
    }
  }

  @Test
  void every_other_length_is_noticed() {
    byte[] bytes = DeltaCodec.encode(Fixtures.delta(3));
    for (int length = 0; length <= bytes.length + 8; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        JdbcLedgerTest.assertRefused(ExitCode.BAD_DATA, () -> DeltaCodec.decode(cut));
      }
    }
  }

  @Test
  void a_correctly_summed_file_with_infinity_in_it_is_refused() {
    byte[] bytes = DeltaCodec.encode(new ModelDelta(Fixtures.MODEL, new float[] {1}));
    byte[] body = Arrays.copyOf(bytes, bytes.length - 32);
    body[42] = (byte) 0x80;
    body[43] = 0x7f;
    byte[] forged = Arrays.copyOf(body, bytes.length);
    System.arraycopy(Hashes.sha256(body), 0, forged, body.length, 32);
    JdbcLedgerTest.assertRefused(ExitCode.BAD_DATA, () -> DeltaCodec.decode(forged));
  }
}
