package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medveil.imaging.DataFolder;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.Extent;

/**
 * Every frame that pydicom 3.0.2 and its decoders can decode comes out here too: bit by bit where
 * the syntax is lossless, within 2 where decoders may round. The expected values come from {@code
 * src/test/python/pydicom_pixels.py}. For a lossy frame that is not equal they are the sums of all
 * rows and 2048 single values: a fault in one pixel of a hundred is seen for certain, in one of a
 * thousand with a probability of 87 %, and a gross one anywhere by its row.
 */
class PydicomPixelsTest {
  private static final int TOLERANCE = 2;

  /** Files that pydicom refuses, and what becomes of them here. */
  private static final Map<String, String> REFUSED_BY_PYDICOM =
      Map.of(
          "dcm4che-test-data/3gb-bulk-data-truncated", "LIMIT_EXCEEDED",
          "dcm4che-test-data/NM1_JPLY", "decoded",
          "dcm4che-test-data/OT-PAL-8-face", "decoded",
          "dcm4che-test-data/will-jxl.dcm", "UNSUPPORTED_TRANSFER_SYNTAX",
          "pydicom/JPEG-lossy.dcm", "decoded",
          "pydicom/JPEG2000-embedded-sequence-delimiter.dcm", "PIXEL_DECODE_FAILED",
          "pydicom/MR_truncated.dcm", "TRUNCATED",
          "pydicom/badVR.dcm", "UNSUPPORTED_PIXEL_FORMAT",
          "pydicom/meta_missing_tsyntax.dcm", "UNSUPPORTED_PIXEL_FORMAT",
          "pydicom/nested_priv_SQ.dcm", "UNSUPPORTED_PIXEL_FORMAT");

  @Test
  void everyFrameThatPydicomDecodesIsTheSame() throws IOException {
    Path data = DataFolder.named("dicom_real").getParent();
    Map<String, List<String[]>> byFile = new TreeMap<>();
    for (String[] line : Table.lines("pydicom-pixels.tsv")) {
      byFile.computeIfAbsent(line[0], name -> new ArrayList<>()).add(line);
    }
    Map<String, String[]> near = new HashMap<>();
    for (String[] line : Table.lines("pydicom-pixels-near.tsv.gz")) {
      near.put(line[0] + "#" + line[1], line);
    }
    Map<String, String> refused = new TreeMap<>();
    Map<String, Integer> apart = new TreeMap<>();
    int same = 0;
    for (String name : byFile.keySet()) {
      List<String[]> frames = byFile.get(name);
      if (frames.get(0)[2].equals("refused")) {
        refused.put(name.replace("dicom_real/", ""), outcome(data.resolve(name)));
        continue;
      }
      int distance = distance(data.resolve(name), frames, near);
      if (distance > 0) {
        apart.put(name.replace("dicom_real/", ""), distance);
      } else {
        same++;
      }
    }
    assertEquals(new TreeMap<>(REFUSED_BY_PYDICOM), refused);
    // 12-bit JPEG and the 9/7 wavelet of JPEG 2000: floating point, rounded apart by one.
    assertEquals(
        Map.of("pydicom/JPGExtended.dcm", 1, FRAGMENTED_51, 1, "pydicom/JPEG2000.dcm", 1), apart);
    assertEquals(271, same);
  }

  private static final String FRAGMENTED_51 =
      "dicomParser/encapsulated/multi-frame/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm";

  private static String outcome(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      Frames frames = Frames.of(DicomObject.read(in, Extent.WHOLE));
      return frames.frame(0).count() > 0 ? "decoded" : "";
    } catch (DicomRejection e) {
      return e.reason().name();
    }
  }

  /** The largest difference in any frame, 0 when the hash is equal. */
  private static int distance(Path path, List<String[]> lines, Map<String, String[]> near)
      throws IOException {
    int worst = 0;
    try (InputStream in = Files.newInputStream(path)) {
      Frames frames = Frames.of(DicomObject.read(in, Extent.WHOLE));
      for (String[] line : lines) {
        assertEquals(line[2], "" + frames.count(), line[0]);
        DecodedFrame frame = frames.frame(Integer.parseInt(line[3]));
        if (!hash(frame).equals(line[7])) {
          String[] expected = near.get(line[0] + "#" + line[3]);
          assertTrue(expected != null, line[0] + " is lossless and differs");
          worst = Math.max(worst, distance(frame, expected));
        }
      }
    } catch (DicomRejection e) {
      throw new AssertionError(path + ": " + e.getMessage(), e);
    }
    assertTrue(worst <= TOLERANCE, () -> path.toString());
    return worst;
  }

  /** Over the samples as 32-bit integers. */
  private static String hash(DecodedFrame frame) {
    ByteBuffer wide = ByteBuffer.allocate(frame.count() * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frame.count(); i++) {
      wide.putInt(frame.sample(i));
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(wide.array());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The largest difference seen, or one that the sums prove. */
  private static int distance(DecodedFrame frame, String[] expected) {
    String[] sums = expected[2].split(",");
    int width = frame.count() / sums.length;
    int worst = 0;
    for (int row = 0; row < sums.length; row++) {
      long sum = Long.parseLong(sums[row]);
      for (int x = 0; x < width; x++) {
        sum -= frame.sample(row * width + x);
      }
      worst = Math.max(worst, (int) ((Math.abs(sum) + width - 1) / width));
    }
    String[] values = expected[3].split(",");
    for (int i = 0; i < values.length; i++) {
      long position = (i * 2654435761L & 0xffffffffL) % frame.count();
      int value = frame.sample((int) position);
      worst = Math.max(worst, Math.abs(value - Integer.parseInt(values[i])));
    }
    return worst;
  }
}
