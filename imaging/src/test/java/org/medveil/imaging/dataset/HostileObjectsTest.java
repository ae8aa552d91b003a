package org.medveil.imaging.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;

/** Files made to break readers end in an object that can be written, or in a reason. */
class HostileObjectsTest {
  @Test
  void everyHostileFileIsWrittenOrRejected() throws IOException {
    int written = 0;
    for (Path path : TestFiles.in(TestFiles.folder("dicom_hostile"))) {
      if (path.toString().endsWith(".dcm")) {
        written += settled(TestFiles.bytes(path)) == null ? 1 : 0;
      }
    }
    // The others contradict themselves in their pixels only, which is not looked at here.
    assertEquals(45, written);
  }

  @Test
  void mutantsOfRealFilesAreWrittenOrRejected() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (Path path : TestFiles.in(TestFiles.folder("dicom_real"))) {
      byte[] whole = TestFiles.bytes(path);
      for (int i = 0; i < 10 && whole.length > 200 && whole.length < 100_000; i++) {
        byte[] broken = whole.clone();
        for (int flips = 0; flips < 3; flips++) {
          broken[random.nextInt(Math.min(broken.length, 6000))] = (byte) random.nextInt();
        }
        settled(broken);
      }
    }
  }

  /** Four million empty elements are the most; a full attribute costs a hundred bytes. */
  @Test
  void aCrowdOfItemsIsCutShort() throws IOException {
    byte[] head = HexFormat.of().parseHex("0800" + "6000" + "4353" + "0200" + "4d52");
    byte[] sequence = HexFormat.of().parseHex("08001511" + "53510000" + "ffffffff");
    byte[] item = HexFormat.of().parseHex("feff00e0" + "00000000");
    byte[] crowd = new byte[head.length + sequence.length + item.length * (2 << 20)];
    System.arraycopy(head, 0, crowd, 0, head.length);
    System.arraycopy(sequence, 0, crowd, head.length, sequence.length);
    for (int at = head.length + sequence.length; at < crowd.length; at += item.length) {
      System.arraycopy(item, 0, crowd, at, item.length);
    }
    assertEquals(RejectReason.LIMIT_EXCEEDED, settled(crowd));
  }

  /** The reason, or null; what is accepted can be written, and reads as what it is. */
  private static RejectReason settled(byte[] file) throws IOException {
    DicomObject object;
    try {
      object = DicomObject.read(new ByteArrayInputStream(file), Extent.WHOLE);
    } catch (DicomRejection e) {
      assertTrue(e.detail().chars().allMatch(c -> c >= ' ' && c < 127));
      return e.reason();
    }
    byte[] out = TestFiles.written(object);
    assertEquals("DICM", new String(out, 128, 4, StandardCharsets.US_ASCII));
    try {
      assertArrayEquals(out, TestFiles.written(TestFiles.read(out)));
    } catch (DicomRejection e) {
      throw new AssertionError("what was written is not read again: " + e.reason(), e);
    }
    return null;
  }
}
