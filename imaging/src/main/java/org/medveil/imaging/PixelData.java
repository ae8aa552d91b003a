package org.medveil.imaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.medveil.contracts.RejectReason;
import org.medveil.imaging.dataset.PixelElement;

/**
 * The value of (7FE0,0010) taken apart (PS3.5 §8, annex A.4).
 *
 * @param element as in the file
 */
record PixelData(PixelElement element) {

  /** Decodes the first frame and checks that the rest of the value is there. */
  Raster firstFrame(PixelFormat format, Elements elements, int frames) throws IOException {
    Display display = Display.of(elements, format);
    return switch (elements.transferSyntaxUid()) {
      case "1.2.840.10008.1.2",
              "1.2.840.10008.1.2.1",
              "1.2.840.10008.1.2.1.99",
              "1.2.840.10008.1.2.2" ->
          Samples.raster(format, display, nativeFrame(format, frames));
      case "1.2.840.10008.1.2.5" ->
          Samples.raster(format, display, Rle.decode(encapsulatedFrame(frames, false), format));
      case "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51" -> {
        BaselineJpeg jpeg = BaselineJpeg.of(encapsulatedFrame(frames, true), format);
        yield Samples.raster(jpeg.format(), display, jpeg.decode());
      }
      default ->
          throw new Rejected(
              RejectReason.UNSUPPORTED_TRANSFER_SYNTAX, "no decoder for this transfer syntax");
    };
  }

  /** Interleaved, low byte first. */
  private byte[] nativeFrame(PixelFormat format, int frames) throws IOException {
    long frame =
        (long) format.pixels() * format.bytes() * (format.subsampled() ? 2 : format.samples());
    if (element.isEncapsulated()) {
      throw Rejected.malformed("uncompressed pixel data of undefined length");
    }
    byte[] value = element.bytes();
    if (value.length < frame * frames) {
      throw Rejected.decode("the pixel data is shorter than the header claims");
    }
    // A last odd byte shares its word with the padding: it takes both to swap them.
    byte[] raw = Arrays.copyOf(value, (int) Math.min(value.length, frame + (frame & 1)));
    if (element.bigEndian() && !element.vr().equals("OB")) {
      swap(raw);
    }
    return Samples.interleave(format, raw);
  }

  private static void swap(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      byte low = bytes[i + 1];
      bytes[i + 1] = bytes[i];
      bytes[i] = low;
    }
  }

  /**
   * The bytes of the first frame. Where frames are many and may span fragments, its end is where
   * the offset table says, or without one at the first fragment that ends a JPEG image.
   */
  private byte[] encapsulatedFrame(int frames, boolean jpeg) throws IOException {
    if (!element.isEncapsulated()) {
      throw Rejected.malformed("compressed pixel data of defined length");
    }
    List<byte[]> items = element.fragments();
    byte[] table = items.isEmpty() ? new byte[0] : items.get(0);
    long end = table.length >= 8 ? little(table, 4) & 0xffffffffL : -1;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    long position = 0;
    boolean complete = false;
    for (int i = 1; i < items.size() && !complete; i++) {
      byte[] fragment = items.get(i);
      frame.write(fragment);
      position += 8 + fragment.length;
      complete = frames > 1 && (end > 0 ? position >= end : !jpeg || endsImage(fragment));
    }
    return frame.toByteArray();
  }

  /** The last bytes, padding aside, are the end marker of JPEG. */
  static boolean endsImage(byte[] fragment) {
    int last = fragment.length - 1;
    while (last > 0 && fragment[last] == 0) {
      last--;
    }
    return last > 0 && fragment[last] == (byte) 0xD9 && fragment[last - 1] == (byte) 0xFF;
  }

  private static int little(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
