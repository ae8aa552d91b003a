package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** What of high-throughput JPEG 2000 is refused, and by which name. */
class HighThroughputTest {
  private static final int CAPABILITIES = 0x50;
  private static final int CODING = 0x52;

  /** Where the segment's marker is. */
  private static int segment(byte[] code, int marker) {
    int at = 2;
    while ((code[at + 1] & 0xff) != marker) {
      at += 2 + ((code[at + 2] & 0xff) << 8 | code[at + 3] & 0xff);
    }
    return at;
  }

  private static RejectReason refused(Codestream stream, byte[] code) {
    return assertThrows(Rejected.class, () -> stream.with(code).decode()).reason();
  }

  private static void assertUnsupportedWith(int marker, int at, int bit) throws IOException {
    Codestream stream = Codestream.highThroughput().get(0);
    byte[] code = stream.bytes().clone();
    code[segment(code, marker) + at] |= (byte) bit;
    assertEquals(RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, refused(stream, code));
  }

  @Test
  void severalSetsInABlockAreNotSupported() throws IOException {
    assertUnsupportedWith(CAPABILITIES, 8, 0x20);
  }

  @Test
  void otherPartsOfTheStandardAreNotSupported() throws IOException {
    assertUnsupportedWith(CAPABILITIES, 4, 0x40);
  }

  @Test
  void blocksOfBothKindsAreNotSupported() throws IOException {
    assertUnsupportedWith(CODING, 12, 0x80);
  }

  @Test
  void blocksThatTheHeaderDoesNotAnnounceAreBroken() throws IOException {
    Codestream stream = Codestream.highThroughput().get(0);
    byte[] code = stream.bytes();
    int at = segment(code, CAPABILITIES);
    byte[] without = Arrays.copyOf(code, code.length - 10);
    System.arraycopy(code, at + 10, without, at, code.length - at - 10);
    assertEquals(RejectReason.PIXEL_DECODE_FAILED, refused(stream, without));
  }

  /**
   * In each context every seven bits begin with a codeword, and the bits behind it do not matter.
   */
  @Test
  void everyCodeIsComplete() {
    for (short[] table : new short[][] {HtCodes.FIRST, HtCodes.OTHER}) {
      for (int index = 0; index < table.length; index++) {
        int length = table[index] & 7;
        assertTrue(length > 0);
        for (int behind = length; behind < 7; behind++) {
          assertEquals(table[index], table[index ^ 1 << behind]);
        }
      }
    }
  }
}
