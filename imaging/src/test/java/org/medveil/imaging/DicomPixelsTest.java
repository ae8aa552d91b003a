package org.medveil.imaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.codec.Photometric;

/** Samples come out as they were put in, whatever the transfer syntax. */
class DicomPixelsTest {
  private static Raster raster(DicomBytes file) throws DicomRejection {
    return DicomReader.readImage(file.stream()).raster();
  }

  private static RejectReason refused(DicomBytes file) {
    return assertThrows(DicomRejection.class, () -> raster(file)).reason();
  }

  private static int[] samples(Raster raster) {
    int[] out = new int[raster.height() * raster.width() * raster.channels()];
    Arrays.setAll(out, raster::sample);
    return out;
  }

  private static byte[] bytes(int... values) {
    byte[] out = new byte[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) values[i];
    }
    return out;
  }

  @Property(tries = 200)
  void everyLosslessSyntaxDecodesTheSame(
      @ForAll @Size(24) byte[] pixels, @ForAll boolean deep, @ForAll boolean colour)
      throws DicomRejection {
    int columns = 24 / (deep ? 2 : 1) / (colour ? 3 : 1);
    DicomBytes file =
        new DicomBytes()
            .shape(1, columns, colour ? "RGB" : "MONOCHROME2")
            .bits(deep ? 16 : 8, deep ? 16 : 8, false)
            .pixels(pixels);
    Raster expected = raster(file);
    assertEquals(expected, raster(file.syntax(DicomBytes.IMPLICIT)));
    assertEquals(expected, raster(file.syntax(DicomBytes.BIG_ENDIAN)));
    assertEquals(expected, raster(file.syntax(DicomBytes.DEFLATED)));
    byte[] rle = rle(pixels, (deep ? 2 : 1) * (colour ? 3 : 1), deep ? 2 : 1);
    assertEquals(expected, raster(file.syntax(DicomBytes.RLE).fragments(new byte[0], rle)));
    for (int i = 0; i < columns * (colour ? 3 : 1); i++) {
      int low = pixels[deep ? 2 * i : i] & 0xff;
      assertEquals(deep ? (pixels[2 * i + 1] & 0xff) << 8 | low : low, expected.sample(i));
    }
  }

  /** Literal runs only: one segment for each byte of a pixel, high bytes first. */
  private static byte[] rle(byte[] pixels, int segments, int sampleBytes) {
    int count = pixels.length / segments;
    byte[] out = new byte[64 + segments * (count + 1)];
    out[0] = (byte) segments;
    for (int s = 0; s < segments; s++) {
      int start = 64 + s * (count + 1);
      out[4 + 4 * s] = (byte) start;
      out[5 + 4 * s] = (byte) (start >> 8);
      out[start] = (byte) (count - 1);
      int from = s / sampleBytes * sampleBytes + (sampleBytes - 1 - s % sampleBytes);
      for (int i = 0; i < count; i++) {
        out[start + 1 + i] = pixels[i * segments + from];
      }
    }
    return out;
  }

  @Property(tries = 200)
  void storedBitsAreCutOutAndSigned(
      @ForAll short word, @ForAll @IntRange(min = 1, max = 16) int stored, @ForAll boolean signed)
      throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 1, "MONOCHROME2")
            .bits(16, stored, signed)
            .pixels(bytes(word, word >> 8));
    int modulus = 1 << stored;
    int value = Math.floorMod(word, modulus);
    assertEquals(signed && value >= modulus / 2 ? value - modulus : value, raster(file).sample(0));
  }

  @Test
  void planesAreInterleaved() throws DicomRejection {
    DicomBytes file = new DicomBytes().shape(1, 2, "RGB").word(Element.PLANAR, 1);
    assertArrayEquals(
        new int[] {1, 3, 5, 2, 4, 6}, samples(raster(file.pixels(bytes(1, 2, 3, 4, 5, 6)))));
  }

  @Test
  void sharedChromaIsSpread() throws DicomRejection {
    DicomBytes file = new DicomBytes().shape(1, 2, "YBR_FULL_422").pixels(bytes(10, 20, 128, 128));
    Raster raster = raster(file);
    assertArrayEquals(new int[] {10, 128, 128, 20, 128, 128}, samples(raster));
    assertArrayEquals(bytes(10, 10, 10, 20, 20, 20), raster.toRgb8().pixels());
  }

  @Test
  void anOddFrameInBigEndianWordsKeepsItsLastByte() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .syntax(DicomBytes.BIG_ENDIAN)
            .shape(1, 3, "MONOCHROME2")
            .pixels(bytes(7, 8, 9));
    assertArrayEquals(new int[] {7, 8, 9}, samples(raster(file)));
  }

  @Test
  void colourTablesAreLookedUp() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 2, "PALETTE COLOR")
            .word(Element.RED_DESCRIPTOR, 2, 10, 16)
            .word(Element.GREEN_DESCRIPTOR, 2, 10, 16)
            .word(Element.BLUE_DESCRIPTOR, 2, 10, 8)
            .bytes(Element.RED_TABLE.tag(), "OW", bytes(0, 1, 0, 2))
            .bytes(Element.GREEN_TABLE.tag(), "OW", bytes(0, 3, 0, 4))
            .bytes(Element.BLUE_TABLE.tag(), "OW", bytes(5, 6))
            .pixels(bytes(11, 0));
    assertArrayEquals(bytes(2, 4, 6, 1, 3, 5), raster(file).toRgb8().pixels());
    assertEquals(RejectReason.UNSUPPORTED_PIXEL_FORMAT, refused(file.without(Element.GREEN_TABLE)));
  }

  @Test
  void aWindowMapsRescaledValuesToGrey() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 4, "MONOCHROME2")
            .bits(16, 12, false)
            .text(Element.RESCALE_SLOPE, "DS", "1")
            .text(Element.RESCALE_INTERCEPT, "DS", "-1024")
            .text(Element.WINDOW_CENTER, "DS", "40\\400")
            .text(Element.WINDOW_WIDTH, "DS", "401\\800")
            .pixels(bytes(0, 0, 0x5F, 3, 0x28, 4, 0xFF, 15)); // -1024, -161, 40, 3071
    // PS3.3 C.11.2.1.2: 255 * ((40 - 39.5) / 400 + 0.5) = 127.8
    assertArrayEquals(bytes(0, 0, 128, 255), raster(file).toGray8().pixels());
    file.shape(1, 4, "MONOCHROME1");
    assertArrayEquals(bytes(255, 255, 127, 0), raster(file).toGray8().pixels());
  }

  @Test
  void theThreeWindowFunctionsDiffer() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 3, "MONOCHROME2")
            .text(Element.WINDOW_CENTER, "DS", "100")
            .text(Element.WINDOW_WIDTH, "DS", "100")
            .pixels(bytes(50, 100, 149));
    // PS3.3 C.11.2.1.2.1, C.11.2.1.3.2, C.11.2.1.3.1.
    assertArrayEquals(bytes(0, 129, 255), raster(file).toGray8().pixels(), "(x - 50) / 99");
    file.text(Element.WINDOW_FUNCTION, "CS", "LINEAR_EXACT");
    assertArrayEquals(bytes(0, 128, 252), raster(file).toGray8().pixels(), "(x - 50) / 100");
    file.text(Element.WINDOW_FUNCTION, "CS", "SIGMOID");
    assertArrayEquals(bytes(30, 128, 224), raster(file).toGray8().pixels(), "1 / (1 + e^-4z)");
    file.text(Element.WINDOW_FUNCTION, "CS", "CUBIC");
    assertEquals(RejectReason.UNSUPPORTED_PIXEL_FORMAT, refused(file));
  }

  @Test
  void thirtyTwoBitsAreShownInTheirRange() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 2, "MONOCHROME2")
            .bits(32, 32, false)
            .pixels(bytes(0, 0, 0, 0x80, 0xFF, 0xFF, 0xFF, 0xFF));
    assertArrayEquals(bytes(128, 255), raster(file).toGray8().pixels());
    file.bits(32, 32, true);
    assertArrayEquals(bytes(0, 127), raster(file).toGray8().pixels());
  }

  @Test
  void signedIndicesBeginBelowZero() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 3, "PALETTE COLOR")
            .bits(8, 8, true)
            .word(Element.RED_DESCRIPTOR, 3, 0xFFFF, 16)
            .word(Element.GREEN_DESCRIPTOR, 3, 0xFFFF, 16)
            .word(Element.BLUE_DESCRIPTOR, 3, 0xFFFF, 16)
            .bytes(Element.RED_TABLE.tag(), "OW", bytes(0, 1, 0, 2, 0, 3))
            .bytes(Element.GREEN_TABLE.tag(), "OW", bytes(0, 4, 0, 5, 0, 6))
            .bytes(Element.BLUE_TABLE.tag(), "OW", bytes(0, 7, 0, 8, 0, 9))
            .pixels(bytes(0xFF, 0, 1));
    assertArrayEquals(bytes(1, 4, 7, 2, 5, 8, 3, 6, 9), raster(file).toRgb8().pixels());
  }

  @Test
  void withoutAWindowTheRangeOfTheBitsDecides() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .shape(1, 3, "MONOCHROME2")
            .bits(16, 12, false)
            .pixels(bytes(0, 0, 0, 8, 255, 15));
    assertArrayEquals(bytes(0, 128, 255), raster(file).toGray8().pixels());
    file.bits(16, 12, true);
    assertArrayEquals(bytes(128, 0, 127), raster(file).toGray8().pixels(), "0, -2048, -1");
  }

  @Test
  void jpegIsDecodedWithItsOwnColours() throws DicomRejection, IOException {
    BufferedImage red = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 128; i++) {
      red.setRGB(i % 16, i / 16, 0xC01020);
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(red, "jpeg", jpeg); // JFIF: luma and chroma, whatever the DICOM header says
    byte[] data = jpeg.toByteArray();
    byte[] first = Arrays.copyOf(data, 100);
    byte[] second = Arrays.copyOfRange(data, 100, data.length);
    for (String said : new String[] {"YBR_FULL_422", "RGB"}) {
      DicomBytes file = new DicomBytes().syntax(DicomBytes.JPEG).shape(8, 16, said);
      Raster raster = raster(file.fragments(new byte[0], first, second));
      assertEquals(Photometric.YBR_FULL, raster.photometric());
      byte[] rgb = raster.toRgb8().pixels();
      assertEquals(0xC0, rgb[0] & 0xff, 3);
      assertEquals(0x10, rgb[1] & 0xff, 3);
      assertEquals(0x20, rgb[2] & 0xff, 3);
    }
    DicomBytes other = new DicomBytes().syntax(DicomBytes.JPEG).shape(16, 8, "RGB");
    assertEquals(
        RejectReason.PIXEL_DECODE_FAILED, refused(other.fragments(new byte[0], data)), "8 x 16");
    byte[] cut = Arrays.copyOf(data, data.length - 30);
    other.shape(8, 16, "RGB").fragments(new byte[0], cut);
    assertEquals(RejectReason.PIXEL_DECODE_FAILED, refused(other), "no end marker");
  }

  @Test
  void aJpegThatLacksDataIsNotFilledWithGrey() throws IOException {
    BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 4096; i++) {
      noise.setRGB(i % 64, i / 64, 0x010101 * (i * 7919 % 251));
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(noise, "jpeg", jpeg);
    byte[] half = Arrays.copyOf(jpeg.toByteArray(), jpeg.size() / 2);
    half[half.length - 2] = (byte) 0xFF;
    half[half.length - 1] = (byte) 0xD9;
    DicomBytes file = new DicomBytes().syntax(DicomBytes.JPEG).shape(64, 64, "MONOCHROME2");
    assertEquals(RejectReason.PIXEL_DECODE_FAILED, refused(file.fragments(new byte[0], half)));
  }

  @Test
  void theFirstOfManyFramesIsTaken() throws DicomRejection {
    DicomBytes file = new DicomBytes().text(Element.FRAMES, "IS", "2");
    assertArrayEquals(
        new int[] {1, 2, 3, 4}, samples(raster(file.pixels(bytes(1, 2, 3, 4, 5, 6, 7, 8)))));
    byte[] one = rle(bytes(1, 2, 3, 4), 1, 1);
    byte[] two = rle(bytes(5, 6, 7, 8), 1, 1);
    file.syntax(DicomBytes.RLE);
    assertArrayEquals(
        new int[] {1, 2, 3, 4}, samples(raster(file.fragments(new byte[0], one, two))));
    byte[] table = bytes(0, 0, 0, 0, 8 + even(one.length), 0, 0, 0);
    assertArrayEquals(new int[] {1, 2, 3, 4}, samples(raster(file.fragments(table, one, two))));
  }

  private static int even(int length) {
    return length + length % 2;
  }

  @Test
  void framesThatAreNotThereAreNoticed() {
    DicomBytes file = new DicomBytes().text(Element.FRAMES, "IS", "3");
    assertEquals(RejectReason.PIXEL_DECODE_FAILED, refused(file.pixels(new byte[8])));
    assertEquals(RejectReason.NO_PIXEL_DATA, refused(new DicomBytes().withoutPixels()));
  }

  @Test
  void bytesBehindTheFrameDoNotSurvive() throws DicomRejection {
    DicomBytes file =
        new DicomBytes()
            .pixels("abcdMUSTERMANN".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertEquals(4, raster(file).toGray8().pixels().length);
  }

  @Test
  void headersThatContradictThemselvesAreRefused() {
    assertEquals(
        RejectReason.LIMIT_EXCEEDED, refused(new DicomBytes().shape(65535, 65535, "MONOCHROME2")));
    assertEquals(
        RejectReason.UNSUPPORTED_PIXEL_FORMAT, refused(new DicomBytes().bits(7, 7, false)));
    assertEquals(
        RejectReason.UNSUPPORTED_PIXEL_FORMAT, refused(new DicomBytes().bits(8, 9, false)));
    assertEquals(
        RejectReason.UNSUPPORTED_PIXEL_FORMAT,
        refused(new DicomBytes().text(Element.PHOTOMETRIC, "CS", "HSV")));
    assertEquals(
        RejectReason.UNSUPPORTED_TRANSFER_SYNTAX,
        refused(
            new DicomBytes()
                .syntax("1.2.840.10008.1.2.4.110")
                .fragments(new byte[0], new byte[4])));
  }
}
