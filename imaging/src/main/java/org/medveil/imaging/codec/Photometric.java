package org.medveil.imaging.codec;

/** What the samples of a decoded frame mean (PS3.3 C.7.6.3.1.2). */
public enum Photometric {
  /** Small is white. */
  MONOCHROME1("MONOCHROME1"),
  /** Small is black. */
  MONOCHROME2("MONOCHROME2"),
  /** Indices into a colour table. */
  PALETTE_COLOR("PALETTE COLOR"),
  /** Red, green, blue. */
  RGB("RGB"),
  /** Luma and two chroma samples in every pixel, full range (subsampled data is spread). */
  YBR_FULL("YBR_FULL");

  private final String code;

  Photometric(String code) {
    this.code = code;
  }

  /** The value of PhotometricInterpretation (0028,0004). */
  public String code() {
    return code;
  }

  /** Samples in one pixel: 1 or 3. */
  public int channels() {
    return this == RGB || this == YBR_FULL ? 3 : 1;
  }
}
