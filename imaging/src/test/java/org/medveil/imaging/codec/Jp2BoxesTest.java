package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.Rejected;

/** A codestream in the boxes of a JP2 file, as some writers leave it in DICOM. */
class Jp2BoxesTest {
  private static byte[] box(String kind, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    return ByteBuffer.allocate(8 + body.size())
        .putInt(8 + body.size())
        .put(kind.getBytes(StandardCharsets.US_ASCII))
        .put(body.toByteArray())
        .array();
  }

  private static byte[] file(byte[] codestream, byte[]... header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(box("jP  ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}));
    out.writeBytes(box("jp2h", header));
    out.writeBytes(box("jp2c", codestream));
    return out.toByteArray();
  }

  private static Codestream colour() throws Exception {
    return Codestream.all().stream().filter(s -> s.name().equals("colour")).findFirst().get();
  }

  @Test
  void theCodestreamIsFoundAndItsChannelsPutInOrder() throws Exception {
    Codestream plain = colour();
    byte[] profile = box("colr", new byte[] {2, 0, 0, 1, 2, 3});
    assertEquals(plain.decode(), plain.with(file(plain.bytes(), profile)).decode());
    // Components 0, 1, 2 are green, blue, red.
    byte[] order = {0, 3, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 3, 0, 2, 0, 0, 0, 1};
    byte[] swapped = plain.with(file(plain.bytes(), box("cdef", order))).decode().bytes();
    byte[] samples = plain.decode().bytes();
    byte[] expected = new byte[samples.length];
    for (int i = 0; i < samples.length; i += 3) {
      expected[i + 1] = samples[i];
      expected[i + 2] = samples[i + 1];
      expected[i] = samples[i + 2];
    }
    assertArrayEquals(expected, swapped);
  }

  @Test
  void palettesAndTwiceTakenChannelsAreRefused() throws Exception {
    Codestream plain = colour();
    byte[] palette = file(plain.bytes(), box("pclr", new byte[4]));
    Rejected e = assertThrows(Rejected.class, () -> plain.with(palette).decode());
    assertEquals(RejectReason.UNSUPPORTED_PIXEL_FORMAT, e.reason());
    byte[] order = {0, 3, 0, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0, 2, 0, 2, 0, 0, 0, 1};
    byte[] twice = file(plain.bytes(), box("cdef", order));
    assertThrows(Rejected.class, () -> plain.with(twice).decode());
  }
}
