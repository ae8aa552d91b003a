package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** Codestreams that were cut, bent or made to lie about their size. */
class BrokenCodestreamsTest {
  private static final int TRIES = 150;

  @Test
  void brokenCodestreamsEndInAFrameOrAReason() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    Set<RejectReason> seen = EnumSet.noneOf(RejectReason.class);
    for (Codestream stream : Codestream.all()) {
      for (int i = 0; i < TRIES; i++) {
        byte[] bytes = stream.bytes().clone();
        for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
          // Every second blow into the headers, where sizes and counts are.
          int bound = flips % 2 == 0 ? bytes.length : Math.min(bytes.length, 160);
          bytes[random.nextInt(bound)] = (byte) random.nextInt();
        }
        byte[] broken = i % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
        Codestream mutant = stream.with(broken);
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(120), () -> outcome(mutant, seen), stream.name());
      }
    }
    assertTrue(seen.contains(RejectReason.PIXEL_DECODE_FAILED));
  }

  private static void outcome(Codestream mutant, Set<RejectReason> seen) {
    try {
      assertEquals(mutant.format().frameBytes(), mutant.decode().bytes().length);
    } catch (Rejected e) {
      seen.add(e.reason());
    }
  }

  /** Half a codestream is not half an image. */
  @Test
  void aCutCodestreamIsNotFilledUp() throws IOException {
    for (Codestream stream : Codestream.all()) {
      byte[] half = Arrays.copyOf(stream.bytes(), stream.bytes().length * 2 / 3);
      assertThrows(Rejected.class, () -> stream.with(half).decode(), stream.name());
    }
  }

  /** The header of the codestream claims 65535 x 65535; nothing is allocated for it. */
  @Test
  void sizesAreComparedBeforeAnythingIsAllocated() throws IOException {
    for (Codestream stream : Codestream.all()) {
      byte[] bytes = stream.bytes().clone();
      boolean j2k = bytes[1] == 0x4F;
      int at = j2k ? 8 : frameHeader(bytes) + 5;
      Arrays.fill(bytes, at, at + (j2k ? 8 : 4), (byte) 0x7f);
      Rejected e = assertThrows(Rejected.class, () -> stream.with(bytes).decode(), stream.name());
      assertEquals(RejectReason.PIXEL_DECODE_FAILED, e.reason());
    }
  }

  private static int frameHeader(byte[] bytes) {
    int at = 2;
    while (bytes[at + 1] != (byte) 0xF7) {
      at += 2 + ((bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
    }
    return at;
  }
}
