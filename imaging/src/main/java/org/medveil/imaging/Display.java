package org.medveil.imaging;

/**
 * How stored values are meant to be shown: rescale (PS3.3 C.11.1), first linear window (C.11.2),
 * colour table (C.7.9). Lookup-table variants of the first two are not applied.
 *
 * @param slope never 0
 * @param intercept added after the slope
 * @param window true when the next two hold
 * @param center of the window
 * @param width of the window, at least 1
 * @param palette the colour table, or null
 */
record Display(
    double slope, double intercept, boolean window, double center, double width, Palette palette) {

  static Display of(Elements elements, PixelFormat format) throws Rejected {
    Double slope = elements.decimal(Element.RESCALE_SLOPE);
    Double intercept = elements.decimal(Element.RESCALE_INTERCEPT);
    Double center = elements.decimal(Element.WINDOW_CENTER);
    Double width = elements.decimal(Element.WINDOW_WIDTH);
    boolean window = center != null && width != null && width >= 1;
    return new Display(
        slope == null || slope == 0 ? 1 : slope,
        intercept == null ? 0 : intercept,
        window,
        window ? center : 0,
        window ? width : 1,
        format.photometric() == Photometric.PALETTE_COLOR ? Palette.of(elements) : null);
  }
}
