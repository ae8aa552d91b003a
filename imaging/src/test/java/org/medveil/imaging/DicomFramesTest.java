package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

/** Objects of several frames, and how much of one is held. */
class DicomFramesTest {
  private static final int NUMBER_OF_FRAMES = 0x00280008;

  @Test
  void everyFrameComesByItsNumber() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 2, "MONOCHROME2")
            .text(NUMBER_OF_FRAMES, "IS", "3 ")
            .pixels(new byte[] {1, 2, 3, 4, 5, 6});
    DicomFrames frames = DicomReader.readFrames(file.stream());
    assertEquals(3, frames.count());
    assertEquals(3, frames.header().frames());
    for (int i = 0; i < 3; i++) {
      assertEquals(2 * i + 1, frames.frame(i).sample(0));
      assertEquals(2 * i + 2, frames.frame(i).sample(1));
    }
    for (int outside : new int[] {-1, 3}) {
      DicomRejection refused = assertThrows(DicomRejection.class, () -> frames.frame(outside));
      assertEquals(RejectReason.PIXEL_DECODE_FAILED, refused.reason());
    }
  }

  /** Refused by what the element claims, before its bytes are read. */
  @Test
  void anObjectTooLargeToHoldIsRefused() {
    byte[] file = new DicomBytes().build();
    int claimed = (int) (Limits.OBJECT_BYTES + 2);
    for (int i = 0; i < 4; i++) {
      file[file.length - 8 + i] = (byte) (claimed >> 8 * i);
    }
    DicomRejection refused =
        assertThrows(
            DicomRejection.class, () -> DicomReader.readFrames(new ByteArrayInputStream(file)));
    assertEquals(RejectReason.LIMIT_EXCEEDED, refused.reason());
    // Where more may be held it is a file that breaks off.
    DicomRejection cut =
        assertThrows(
            DicomRejection.class,
            () -> DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE));
    assertEquals(RejectReason.TRUNCATED, cut.reason());
  }

  /** A bound on bytes is one on those that are held, not on those that are stored. */
  @Test
  void deflatedBytesCountInflated() {
    DicomBytes file =
        new DicomBytes()
            .syntax(DicomBytes.DEFLATED)
            .shape(1000, 1000, "MONOCHROME2")
            .pixels(new byte[1_000_000]);
    DicomRejection refused =
        assertThrows(
            DicomRejection.class, () -> DicomObject.read(file.stream(), Extent.WHOLE, 100_000));
    assertEquals(RejectReason.LIMIT_EXCEEDED, refused.reason());
  }
}
