package org.medveil.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.DicomRejection;
import org.medveil.imaging.dataset.PixelElement;

/** Which bytes are which frame, and frames written back. */
class FramesTest {
  private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";

  private static Attributes header(int rows, int columns, int bits, int frames) {
    Attributes header = new Attributes();
    header.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    header.setInt(Tag.Rows, VR.US, rows);
    header.setInt(Tag.Columns, VR.US, columns);
    header.setInt(Tag.BitsAllocated, VR.US, bits);
    header.setInt(Tag.NumberOfFrames, VR.IS, frames);
    return header;
  }

  private static List<DecodedFrame> all(Frames frames) throws DicomRejection {
    List<DecodedFrame> out = new ArrayList<>();
    for (int i = 0; i < frames.count(); i++) {
      out.add(frames.frame(i));
    }
    return out;
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBack(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 300) int columns,
      @ForAll @IntRange(min = 0, max = 3) int width,
      @ForAll boolean colour,
      @ForAll byte[] pattern)
      throws DicomRejection {
    int bits = new int[] {1, 8, 16, 32}[width];
    Attributes header = header(rows, columns, bits, 3);
    if (colour) {
      header.setString(Tag.PhotometricInterpretation, VR.CS, "RGB");
    }
    byte[] value = new byte[rows * columns * 3 * 12 + 8];
    for (int i = 0; i < value.length && pattern.length > 0; i++) {
      value[i] = pattern[i % pattern.length];
    }
    PixelElement plain = PixelElement.ofNative("OW", value);
    List<DecodedFrame> frames = all(Frames.of(header, TransferSyntaxes.EXPLICIT, plain));
    PixelElement again = FrameEncoder.uncompressed(frames);
    assertEquals(frames, all(Frames.of(header, TransferSyntaxes.EXPLICIT, again)));
    assertEquals(0, again.bytes().length % 2);
    if (bits > 1) {
      PixelElement packed = FrameEncoder.rle(frames);
      assertEquals(frames, all(Frames.of(header, TransferSyntaxes.RLE, packed)));
      packed.fragments().forEach(item -> assertEquals(0, item.length % 2));
    }
  }

  @Test
  void singleBitsRunOnAcrossFrames() throws DicomRejection {
    // Three frames of five bits, the first bit lowest: 10110 01011 11010.
    PixelElement pixels = PixelElement.ofNative("OB", new byte[] {0b01001101, 0b00101111});
    List<DecodedFrame> frames =
        all(Frames.of(header(1, 5, 1, 3), TransferSyntaxes.EXPLICIT, pixels));
    assertArrayEquals(new byte[] {1, 0, 1, 1, 0}, frames.get(0).bytes());
    assertArrayEquals(new byte[] {0, 1, 0, 1, 1}, frames.get(1).bytes());
    assertArrayEquals(new byte[] {1, 1, 0, 1, 0}, frames.get(2).bytes());
  }

  @Test
  void overlaysInHighBitsAreNotSamples() throws DicomRejection {
    Attributes header = header(1, 2, 16, 1);
    header.setInt(Tag.BitsStored, VR.US, 12);
    header.setInt(Tag.HighBit, VR.US, 11);
    PixelElement pixels = PixelElement.ofNative("OW", new byte[] {1, (byte) 0x82, 3, 0x04});
    DecodedFrame frame = Frames.of(header, TransferSyntaxes.EXPLICIT, pixels).frame(0);
    assertEquals(0x201, frame.sample(0));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, frame.storedBitsOnly().bytes());
    assertNotEquals(frame.sha256(), frame.storedBitsOnly().sha256());
  }

  /** Two frames in five fragments: the second frame begins with the third one. */
  @Test
  void everyKindOfTableFindsTheFrames() throws Exception {
    List<Codestream> grey =
        Codestream.all().stream()
            .filter(s -> s.transferSyntax().endsWith("81") && s.format().bytes() == 1)
            .filter(s -> s.format().samples() == 1 && s.format().bitsStored() == 8)
            .toList();
    byte[] one = grey.get(0).bytes();
    byte[] two = grey.get(1).bytes();
    List<byte[]> items = new ArrayList<>();
    items.add(new byte[0]);
    items.addAll(List.of(Arrays.copyOf(one, 100), Arrays.copyOfRange(one, 100, one.length)));
    items.addAll(List.of(Arrays.copyOf(two, 60), Arrays.copyOfRange(two, 60, 90)));
    items.add(Arrays.copyOfRange(two, 90, two.length));
    Attributes header = header(29, 37, 8, 2);
    List<DecodedFrame> byMarkers = all(frames(header, items));
    assertEquals(List.of(grey.get(0).decode(), grey.get(1).decode()), byMarkers);
    items.set(0, table(4, 0, one.length + 16));
    assertEquals(byMarkers, all(frames(header, items)), "basic offset table");
    items.set(0, new byte[0]);
    header.setBytes(0x7FE00001, VR.OB, table(8, 0, one.length + 16));
    assertEquals(byMarkers, all(frames(header, items)), "extended offset table");
    header.setBytes(0x7FE00001, VR.OB, table(8, 0, one.length + 17));
    DicomRejection wrong = assertThrows(DicomRejection.class, () -> frames(header, items));
    assertEquals(RejectReason.PIXEL_DECODE_FAILED, wrong.reason());
  }

  private static Frames frames(Attributes header, List<byte[]> items) throws DicomRejection {
    return Frames.of(header, JPEG_LS, PixelElement.encapsulated(items));
  }

  private static byte[] table(int bytes, long... offsets) {
    ByteBuffer table = ByteBuffer.allocate(bytes * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long offset : offsets) {
      if (bytes == 4) {
        table.putInt((int) offset);
      } else {
        table.putLong(offset);
      }
    }
    return table.array();
  }

  @Test
  void whatCannotBeDecodedHasItsReason() {
    PixelElement item = PixelElement.encapsulated(List.of(new byte[0], new byte[64]));
    for (String uid : List.of("4.110", "4.102", "8.1")) {
      DicomRejection e =
          assertThrows(
              DicomRejection.class,
              () -> Frames.of(header(1, 1, 8, 1), "1.2.840.10008.1.2." + uid, item));
      assertEquals(RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, e.reason());
    }
    PixelElement floats =
        new PixelElement(PixelElement.FLOAT_PIXEL_DATA, "OF", false, new byte[4], null);
    DicomRejection e =
        assertThrows(
            DicomRejection.class,
            () -> Frames.of(header(1, 1, 32, 1), TransferSyntaxes.EXPLICIT, floats));
    assertEquals(RejectReason.UNSUPPORTED_PIXEL_FORMAT, e.reason());
  }
}
