package org.medveil.imaging.codec;

import org.medveil.imaging.Limits;
import org.medveil.imaging.Rejected;

/**
 * The pixel module of one file, checked (PS3.3 C.7.6.3).
 *
 * @param rows 1–65535
 * @param columns 1–65535
 * @param photometric meaning of the samples after spreading and undoing the codec's transform
 * @param bitsAllocated 1, 8, 16 or 32
 * @param bitsStored 1 to bitsAllocated
 * @param highBit bitsStored-1 to bitsAllocated-1
 * @param signed two's complement
 * @param planar colour by plane
 * @param subsampled chroma of two neighbours stored once (YBR_FULL_422, uncompressed)
 */
public record PixelFormat(
    int rows,
    int columns,
    Photometric photometric,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean planar,
    boolean subsampled) {

  /**
   * The checked form.
   *
   * @throws Rejected UNSUPPORTED_PIXEL_FORMAT, or LIMIT_EXCEEDED when one frame is too large
   */
  public static PixelFormat of(PixelModule module) throws Rejected {
    int rows = inRange(module.rows(), 1, 65535, "Rows");
    int columns = inRange(module.columns(), 1, 65535, "Columns");
    int allocated = inRange(module.allocated(), 1, 32, "BitsAllocated");
    if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32) {
      throw Rejected.format("BitsAllocated is not supported");
    }
    int stored = inRange(orElse(module.stored(), allocated), 1, allocated, "BitsStored");
    int highBit =
        inRange(orElse(module.highBit(), stored - 1), stored - 1, allocated - 1, "HighBit");
    Photometric photometric = photometric(module.photometric());
    int samples = orElse(module.samples(), photometric.channels());
    if (samples != photometric.channels()) {
      throw Rejected.format("SamplesPerPixel contradicts PhotometricInterpretation");
    }
    long count = (long) rows * columns * samples;
    if (count > Limits.FRAME_SAMPLES || count * allocated / 8 > Limits.FRAME_BYTES) {
      throw Rejected.limit("a frame larger than the reader takes");
    }
    int sign = inRange(orElse(module.representation(), 0), 0, 1, "PixelRepresentation");
    int planar = inRange(orElse(module.planar(), 0), 0, 1, "PlanarConfiguration");
    return new PixelFormat(
        rows,
        columns,
        photometric,
        allocated,
        stored,
        highBit,
        sign == 1,
        planar == 1 && samples > 1,
        "YBR_FULL_422".equals(module.photometric()));
  }

  /** Samples in one pixel, 1 or 3. */
  public int samples() {
    return photometric.channels();
  }

  /** Pixels in one frame. */
  public int pixels() {
    return rows * columns;
  }

  /** Bytes of one decoded sample: 1, 2 or 4; a single bit takes a byte. */
  public int bytes() {
    return Math.max(1, bitsAllocated / 8);
  }

  /** Bytes of one decoded frame. */
  public int frameBytes() {
    return pixels() * samples() * bytes();
  }

  /** Unused bits below the stored ones. */
  public int shift() {
    return highBit + 1 - bitsStored;
  }

  /** The format of decoded samples: by pixel, every pixel whole, with the colours found. */
  PixelFormat decoded(Photometric found) {
    return new PixelFormat(
        rows, columns, found, bitsAllocated, bitsStored, highBit, signed, false, false);
  }

  /** As {@link #decoded(Photometric)}, the colours as declared. */
  PixelFormat decoded() {
    return decoded(photometric);
  }

  /** As decoded, the stored bits at the low end of each sample. */
  PixelFormat aligned() {
    return new PixelFormat(
        rows,
        columns,
        photometric,
        bitsAllocated,
        bitsStored,
        bitsStored - 1,
        signed,
        planar,
        subsampled);
  }

  private static Photometric photometric(String code) throws Rejected {
    return switch (code == null ? "" : code) {
      case "MONOCHROME1" -> Photometric.MONOCHROME1;
      case "MONOCHROME2" -> Photometric.MONOCHROME2;
      case "PALETTE COLOR" -> Photometric.PALETTE_COLOR;
      // The transforms of JPEG 2000 are part of its codestream: what comes out is RGB.
      case "RGB", "YBR_RCT", "YBR_ICT" -> Photometric.RGB;
      case "YBR_FULL", "YBR_FULL_422" -> Photometric.YBR_FULL;
      default -> throw Rejected.format("PhotometricInterpretation is absent or not supported");
    };
  }

  private static int inRange(Integer value, int low, int high, String name) throws Rejected {
    if (value == null || value < low || value > high) {
      throw Rejected.format(name + " is absent or out of range");
    }
    return value;
  }

  private static int orElse(Integer value, int other) {
    return value == null ? other : value;
  }
}
