package org.medveil.imaging;

/**
 * The pixel module of one file, checked (PS3.3 C.7.6.3).
 *
 * @param rows 1–65535
 * @param columns 1–65535
 * @param bytes per sample, 1 or 2
 * @param bitsStored 1 to 8 x bytes
 * @param shift unused bits below the stored ones
 * @param signed two's complement
 * @param planar colour by plane
 * @param photometric meaning of the samples after spreading
 * @param subsampled chroma of two neighbours stored once (YBR_FULL_422, uncompressed)
 */
record PixelFormat(
    int rows,
    int columns,
    int bytes,
    int bitsStored,
    int shift,
    boolean signed,
    boolean planar,
    Photometric photometric,
    boolean subsampled) {

  static PixelFormat of(Elements elements, DicomHeader header) throws Rejected {
    int rows = inRange(header.rows(), 1, 65535, "Rows");
    int columns = inRange(header.columns(), 1, 65535, "Columns");
    int allocated = inRange(header.bitsAllocated(), 8, 16, "BitsAllocated");
    if (allocated % 8 != 0) {
      throw Rejected.format("BitsAllocated is not supported");
    }
    int stored = inRange(orElse(header.bitsStored(), allocated), 1, allocated, "BitsStored");
    int highBit = orElse(elements.number(Element.HIGH_BIT), stored - 1);
    inRange(highBit, stored - 1, allocated - 1, "HighBit");
    Photometric photometric = photometric(header.photometricInterpretation());
    int samples = orElse(header.samplesPerPixel(), photometric.channels());
    if (samples != photometric.channels()) {
      throw Rejected.format("SamplesPerPixel contradicts PhotometricInterpretation");
    }
    if ((long) rows * columns * samples > Limits.FRAME_SAMPLES) {
      throw Rejected.limit("a frame larger than the reader takes");
    }
    int sign = inRange(zeroWhenAbsent(elements, Element.PIXEL_REPRESENTATION), 0, 1, "Sign");
    int planar = inRange(zeroWhenAbsent(elements, Element.PLANAR), 0, 1, "PlanarConfiguration");
    return new PixelFormat(
        rows,
        columns,
        allocated / 8,
        stored,
        highBit + 1 - stored,
        sign == 1,
        planar == 1 && samples > 1,
        photometric,
        "YBR_FULL_422".equals(header.photometricInterpretation()));
  }

  int samples() {
    return photometric.channels();
  }

  int pixels() {
    return rows * columns;
  }

  private static Photometric photometric(String code) throws Rejected {
    return switch (code == null ? "" : code) {
      case "MONOCHROME1" -> Photometric.MONOCHROME1;
      case "MONOCHROME2" -> Photometric.MONOCHROME2;
      case "PALETTE COLOR" -> Photometric.PALETTE_COLOR;
      case "RGB" -> Photometric.RGB;
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

  private static int zeroWhenAbsent(Elements elements, Element element) {
    return orElse(elements.number(element), 0);
  }

  private static int orElse(Integer value, int other) {
    return value == null ? other : value;
  }
}
