package org.medveil.imaging.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.VR;
import org.medveil.imaging.dataset.DicomObject;
import org.medveil.imaging.dataset.PixelElement;

/** Writes frames back: uncompressed or RLE Lossless. Both keep every bit. */
public final class FrameEncoder {
  private static final int BITS = 8;

  private FrameEncoder() {}

  /**
   * The file with these frames in place of its pixel data, in explicit VR little endian or RLE
   * Lossless. PhotometricInterpretation, PlanarConfiguration and HighBit follow the frames (in the
   * data set of the given file, which both share); LossyImageCompression stays: what was lost is
   * lost.
   *
   * @param file read whole
   * @param frames all of them, in order, all of one format
   * @param rle RLE Lossless; images of single bits are written uncompressed all the same
   */
  public static DicomObject replace(DicomObject file, List<DecodedFrame> frames, boolean rle) {
    PixelFormat format = common(frames);
    boolean packed = rle && format.bitsAllocated() > 1;
    Attributes dataset = file.dataset();
    dataset.setString(Tag.PhotometricInterpretation, VR.CS, format.photometric().code());
    if (format.bitsStored() < format.bitsAllocated()) {
      dataset.setInt(Tag.HighBit, VR.US, format.highBit());
    }
    if (format.samples() > 1) {
      dataset.setInt(Tag.PlanarConfiguration, VR.US, 0);
    }
    PixelElement pixels = packed ? rle(frames) : uncompressed(frames);
    return file.withPixels(Optional.of(pixels))
        .withTransferSyntax(packed ? TransferSyntaxes.RLE : TransferSyntaxes.EXPLICIT);
  }

  /** The value of (7FE0,0010) in explicit VR little endian: OB up to 8 bits allocated, else OW. */
  public static PixelElement uncompressed(List<DecodedFrame> frames) {
    PixelFormat format = common(frames);
    long length = NativeFrames.bytes(format, frames.size());
    byte[] out = new byte[Math.toIntExact(length + (length & 1))];
    int at = 0;
    for (DecodedFrame frame : frames) {
      if (format.bitsAllocated() == 1) {
        for (byte sample : frame.bytes()) {
          out[at / BITS] |= (byte) ((sample & 1) << at % BITS);
          at++;
        }
      } else {
        System.arraycopy(frame.bytes(), 0, out, at, format.frameBytes());
        at += format.frameBytes();
      }
    }
    return PixelElement.ofNative(format.bitsAllocated() <= BITS ? "OB" : "OW", out);
  }

  /** The value of (7FE0,0010) in RLE Lossless: one fragment a frame behind an empty table. */
  public static PixelElement rle(List<DecodedFrame> frames) {
    common(frames);
    List<byte[]> items = new ArrayList<>();
    items.add(new byte[0]);
    frames.forEach(frame -> items.add(RleEncoder.encode(frame)));
    return PixelElement.encapsulated(items);
  }

  private static PixelFormat common(List<DecodedFrame> frames) {
    PixelFormat format = frames.get(0).format();
    if (frames.stream().anyMatch(frame -> !frame.format().equals(format))) {
      throw new IllegalArgumentException("the frames of one image have one format");
    }
    return format;
  }
}
