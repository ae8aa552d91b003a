package org.medveil.imaging.codec;

import java.util.List;

/** Writes frames back: uncompressed or RLE Lossless. Both keep every bit. */
public final class FrameEncoder {
  private FrameEncoder() {}

  /**
   * The value of (7FE0,0010) in explicit VR little endian: VR OB up to 8 bits allocated, else OW.
   *
   * @param frames of one image, all of one format; PlanarConfiguration becomes 0 and
   *     PhotometricInterpretation the format's {@link Photometric#code()}
   */
  public static EncodedPixels.Native uncompressed(List<DecodedFrame> frames) {
    PixelFormat format = common(frames);
    long length = NativeFrames.bytes(format, frames.size());
    byte[] out = new byte[Math.toIntExact(length + (length & 1))];
    int index = 0;
    for (DecodedFrame frame : frames) {
      if (format.bitsAllocated() == 1) {
        for (int i = 0; i < frame.bytes().length; i++) {
          long bit = NativeFrames.frameBits(format) * index + i;
          out[(int) (bit / 8)] |= (byte) ((frame.bytes()[i] & 1) << bit % 8);
        }
      } else {
        int size = format.frameBytes();
        System.arraycopy(frame.bytes(), 0, out, index * size, size);
      }
      index++;
    }
    return new EncodedPixels.Native(out, false);
  }

  /** The value of (7FE0,0010) in RLE Lossless: one fragment of even length a frame, empty table. */
  public static EncodedPixels.Fragmented rle(List<DecodedFrame> frames) {
    common(frames);
    List<byte[]> fragments = frames.stream().map(FrameEncoder::rle).toList();
    return new EncodedPixels.Fragmented(new byte[0], new byte[0], fragments);
  }

  /** One frame as an RLE fragment of even length. */
  public static byte[] rle(DecodedFrame frame) {
    return RleEncoder.encode(frame);
  }

  private static PixelFormat common(List<DecodedFrame> frames) {
    PixelFormat format = frames.get(0).format();
    if (frames.stream().anyMatch(frame -> !frame.format().equals(format))) {
      throw new IllegalArgumentException("the frames of one image have one format");
    }
    return format;
  }
}
