package org.medveil.imaging;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.medveil.imaging.codec.DecodedFrame;
import org.medveil.imaging.codec.Frames;
import org.medveil.imaging.codec.PixelFormat;
import org.medveil.imaging.codec.PixelModule;
import org.medveil.imaging.codec.TransferSyntaxes;
import org.medveil.imaging.dataset.PixelElement;

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
  DecodedFrame firstFrame(String syntax, PixelModule module, int frames) throws IOException {
    PixelFormat format = PixelFormat.of(module);
    if (TransferSyntaxes.isNative(syntax)) {
      return Frames.first(format, nativeFrame(format, frames));
    }
    TransferSyntaxes.requireDecoder(syntax);
    boolean marked = TransferSyntaxes.endsWithMarker(syntax);
    return Frames.decode(syntax, format, encapsulatedFrame(frames, marked));
  }

  private PixelElement nativeFrame(PixelFormat format, int frames) throws IOException {
    if (length < 0) {
      throw Rejected.malformed("uncompressed pixel data of undefined length");
    }
    if (length < TransferSyntaxes.nativeBytes(format, frames)) {
      throw Rejected.decode("the pixel data is shorter than the header claims");
    }
    // A last odd byte shares its word with the padding: it takes both to swap them.
    long frame = TransferSyntaxes.nativeBytes(format, 1);
    byte[] raw = exactly(Math.min(length, frame + (frame & 1)));
    in.skipNBytes(length - raw.length);
    String vr = swapped ? "OW" : "OB";
    return new PixelElement(PixelElement.PIXEL_DATA, vr, swapped, raw, null);
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

  /**
   * The bytes of the first frame. Where frames are many and may span fragments, its end is where
   * the offset table says, or without one at the first fragment that ends a JPEG image.
   */
  private byte[] encapsulatedFrame(int frames, boolean marked) throws IOException {
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
        complete =
            frames > 1
                && (end > 0 ? position >= end : !marked || TransferSyntaxes.endsImage(fragment));
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

  private static int little(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
