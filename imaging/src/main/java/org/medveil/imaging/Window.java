package org.medveil.imaging;

/**
 * A window over rescaled values (PS3.3 C.11.2.1.2 and C.11.2.1.3).
 *
 * @param center of the window
 * @param width at least 1 when linear, else more than 0
 * @param function how values within the window become brightness
 */
record Window(double center, double width, Function function) {
  /** (0028,1056). */
  enum Function {
    /** The default: the window's ends are half a value inside. */
    LINEAR,
    /** From center - width/2 to center + width/2. */
    LINEAR_EXACT,
    /** The logistic curve. */
    SIGMOID
  }

  /** The first window, or null when there is none that can be used. */
  static Window of(Elements elements) throws Rejected {
    Double center = elements.decimal(Element.WINDOW_CENTER);
    Double width = elements.decimal(Element.WINDOW_WIDTH);
    if (center == null || width == null) {
      return null;
    }
    String code = elements.firstText(Element.WINDOW_FUNCTION);
    Function function =
        switch (code == null ? "" : code) {
          case "", "LINEAR" -> Function.LINEAR;
          case "LINEAR_EXACT" -> Function.LINEAR_EXACT;
          case "SIGMOID" -> Function.SIGMOID;
          default -> throw Rejected.format("VOILUTFunction is not supported");
        };
    boolean usable = function == Function.LINEAR ? width >= 1 : width > 0;
    return usable ? new Window(center, width, function) : null;
  }

  /** 0 (black) to 1 (white). */
  double brightness(double value) {
    return switch (function) {
      // A window of width 1 is a threshold.
      case LINEAR -> ramp(value - (center - width / 2), width - 1);
      case LINEAR_EXACT -> ramp(value - (center - width / 2), width);
      case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
    };
  }

  static double ramp(double above, double span) {
    return span > 0 ? Math.max(0, Math.min(1, above / span)) : above > 0 ? 1 : 0;
  }
}
