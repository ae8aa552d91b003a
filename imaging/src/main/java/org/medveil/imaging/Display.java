package org.medveil.imaging;

import org.medveil.imaging.codec.Photometric;
import org.medveil.imaging.codec.PixelFormat;

/**
 * How stored values are meant to be shown: rescale (PS3.3 C.11.1), first window (C.11.2), colour
 * table (C.7.9). Lookup-table variants of the first two are not applied.
 *
 * @param slope never 0
 * @param intercept added after the slope
 * @param window the file's first window, or null
 * @param palette the colour table, or null
 */
record Display(double slope, double intercept, Window window, Palette palette) {

  static Display of(Elements elements, PixelFormat format) throws Rejected {
    Double slope = elements.decimal(Element.RESCALE_SLOPE);
    Double intercept = elements.decimal(Element.RESCALE_INTERCEPT);
    boolean indexed = format.photometric() == Photometric.PALETTE_COLOR;
    return new Display(
        slope == null || slope == 0 ? 1 : slope,
        intercept == null ? 0 : intercept,
        Window.of(elements),
        indexed ? Palette.of(elements, format.signed()) : null);
  }
}
