package org.medveil.imaging;

/** What the samples of a decoded frame mean (PS3.3 C.7.6.3.1.2). */
public enum Photometric {
  /** Small is white. */
  MONOCHROME1,
  /** Small is black. */
  MONOCHROME2,
  /** Indices into a colour table. */
  PALETTE_COLOR,
  /** Red, green, blue. */
  RGB,
  /** Luma and two chroma samples in every pixel, full range (subsampled data is spread). */
  YBR_FULL;

  /** Samples in one pixel: 1 or 3. */
  public int channels() {
    return this == RGB || this == YBR_FULL ? 3 : 1;
  }
}
