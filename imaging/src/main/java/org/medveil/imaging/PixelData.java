package org.medveil.imaging;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.medveil.contracts.RejectReason;

/**
 * The value of (7FE0,0010), the stream standing on its first byte (PS3.5 §8, annex A.4).
 *
 * @param in the stream
 * @param length of the value in bytes, or -1 when undefined
 * @param swapped 16-bit words come high byte first
 */
record PixelData(ParserStream in, long length, boolean swapped) {
  private static final int ITEM = 0xFFFEE000;
  private static final int SEQUENCE_END = 0xFFFEE0DD;
  private static final int CHUNK = 4 << 20;

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
    if (length < 0) {
      throw Rejected.malformed("uncompressed pixel data of undefined length");
    }
    if (length < frame * frames) {
      throw Rejected.decode("the pixel data is shorter than the header claims");
    }
    // A last odd byte shares its word with the padding: it takes both to swap them.
    byte[] raw = exactly(Math.min(length, frame + (frame & 1)));
    in.skipNBytes(length - raw.length);
    if (swapped) {
      swap(raw);
    }
    return Samples.interleave(format, raw);
  }

  private byte[] exactly(long count) throws IOException {
    // A claimed length is believed in steps, as bytes really arrive.
    byte[] bytes;
    if (count <= CHUNK) {
      bytes = new byte[(int) count];
      if (in.readNBytes(bytes, 0, bytes.length) < count) {
        throw new EOFException();
      }
    } else {
      bytes = in.readNBytes((int) count);
      if (bytes.length < count) {
        throw new EOFException();
      }
    }
    return bytes;
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
    if (length >= 0) {
      throw Rejected.malformed("compressed pixel data of defined length");
    }
    byte[] table = exactly(itemLength());
    long end = table.length >= 8 ? little(table, 4) & 0xffffffffL : -1;
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    long position = 0;
    boolean complete = false;
    for (long item = itemLength(); item >= 0; item = itemLength()) {
      if (complete) {
        in.skipNBytes(item);
      } else {
        byte[] fragment = exactly(item);
        frame.write(fragment);
        position += 8 + item;
        complete = frames > 1 && (end > 0 ? position >= end : !jpeg || endsImage(fragment));
      }
    }
    return frame.toByteArray();
  }

  /** Length of the next item, or -1 at the end of the sequence. */
  private long itemLength() throws IOException {
    in.progress();
    byte[] header = exactly(8);
    int tag = little(header, 0) << 16 | little(header, 0) >>> 16;
    if (tag == SEQUENCE_END) {
      return -1;
    }
    long bytes = little(header, 4) & 0xffffffffL;
    if (tag != ITEM || bytes > Limits.FILE_BYTES) {
      throw Rejected.malformed("compressed pixel data is not a sequence of fragments");
    }
    return bytes;
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
