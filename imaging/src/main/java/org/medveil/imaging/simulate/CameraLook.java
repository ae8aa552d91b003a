package org.medveil.imaging.simulate;

import java.util.List;

/**
 * One hospital's camera: what it does to the light of any eye.
 *
 * @param manufacturer invented
 * @param model invented
 * @param matrix 3 by 3 colour matrix, row-major, on linear light
 * @param brightness gain on all colours
 * @param gamma exponent after the gain
 * @param vignette fraction of light lost at the field's edge
 * @param blur Gaussian point spread in pixels of a 256-pixel image
 * @param noise standard deviation in grey levels
 * @param jpegQuality 0..1 where it stores compressed images
 */
record CameraLook(
    String manufacturer,
    String model,
    List<Double> matrix,
    double brightness,
    double gamma,
    double vignette,
    double blur,
    double noise,
    double jpegQuality) {

  private static final List<CameraLook> CATALOGUE =
      List.of(
          look("Ocularis", "RF-45", .0, 1.0, .94, .3, .55, 2.6, .9),
          look("Helion Optics", "Fundia 200", .09, 1.1, 1.06, .42, .85, 3.4, .86),
          look("Nidavell", "NV-7 Retina", -.08, .9, .98, .24, .7, 4.2, .92),
          look("Ocularis", "RF-60 Plus", -.03, 1.06, .88, .36, .45, 2.2, .9),
          look("Kestrel Imaging", "Wideye 3", .05, .94, 1.1, .48, 1.0, 3.0, .84));

  /** The camera of hospital number 0, 1, ...; each copy is adjusted a little differently. */
  static CameraLook ofSite(int site, Draw draw) {
    CameraLook base = CATALOGUE.get(site % CATALOGUE.size());
    double[] m = new double[9];
    for (int i = 0; i < 9; i++) {
      m[i] = base.matrix().get(i) * (1 + .03 * draw.normal(i));
    }
    return new CameraLook(
        base.manufacturer(),
        base.model(),
        List.of(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]),
        base.brightness() * (1 + .03 * draw.normal(20)),
        base.gamma(),
        base.vignette(),
        base.blur() * (1 + .08 * draw.normal(21)),
        base.noise() * (1 + .08 * draw.normal(22)),
        base.jpegQuality());
  }

  /** Warmth moves light from blue and green to red (or back, where negative). */
  private static CameraLook look(
      String manufacturer, String model, double warmth, double... optics) {
    List<Double> matrix =
        List.of(1 + warmth, .04, .0, .03, 1 - .5 * warmth, .02, .0, .06, 1 - 1.6 * warmth);
    return new CameraLook(
        manufacturer,
        model,
        matrix,
        optics[0],
        optics[1],
        optics[2],
        optics[3],
        optics[4],
        optics[5]);
  }
}
