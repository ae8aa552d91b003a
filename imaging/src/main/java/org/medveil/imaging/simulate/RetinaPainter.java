package org.medveil.imaging.simulate;

/** Paints the fundus itself: pigment epithelium, choroid, yellow spot, nerve fibres, disc. */
final class RetinaPainter {
  private static final double[] PALE = {.80, .405, .2};
  private static final double[] DARK = {.50, .225, .125};
  private static final double[] NEURAL_RIM = {.95, .63, .38};
  private static final double[] CUP = {1.0, .86, .66};

  private final EyeAnatomy eye;
  private final Pose pose;

  RetinaPainter(EyeAnatomy eye, Pose pose) {
    this.eye = eye;
    this.pose = pose;
  }

  /**
   * Fills the whole canvas.
   *
   * @return per pixel, how much choroidal vessel shows, 0..1
   */
  float[] paint(Canvas canvas) {
    float[] choroid = new float[canvas.size * canvas.size];
    double p = eye.pigment();
    double r = PALE[0] + p * (DARK[0] - PALE[0]) + .025 * eye.redness();
    double g = PALE[1] + p * (DARK[1] - PALE[1]) - .03 * eye.redness();
    double b = PALE[2] + p * (DARK[2] - PALE[2]) - .015 * eye.redness();
    double visible = .25 * eye.choroid() * (1 - .55 * p);
    double reach = Pose.FIELD_MM * Pose.FIELD_MM * 1.02;
    for (int row = 0, at = 0; row < canvas.size; row++) {
      for (int column = 0; column < canvas.size; column++, at++) {
        double x = pose.eyeX(column, row);
        double y = pose.eyeY(column, row);
        double dx = x - pose.centreX();
        double dy = y - pose.centreY();
        if (dx * dx + dy * dy > reach) {
          continue;
        }
        double network = network(x, y);
        choroid[at] = (float) network;
        double square = x * x + y * y;
        double spot = eye.macula() * (.38 * gauss(square, 1.5) + .35 * gauss(square, .4));
        double shows = visible * (network - .4) * (1 - .8 * gauss(square, 1.6));
        double grain = 1 + .1 * (Curves.noise(eye.texture() + 9, 11 * x, 11 * y) - .5);
        double sheen = sheen(x, y) - .006 * (dx * dx + dy * dy);
        canvas.set(
            at,
            (r + sheen + .55 * shows * r) * grain * Curves.decay(.45 * spot),
            (g + .8 * sheen + shows * g) * grain * Curves.decay(.95 * spot),
            (b + .6 * sheen + .8 * shows * b) * grain * Curves.decay(1.25 * spot));
      }
    }
    return choroid;
  }

  /** Ridges of two noises: bands between dark patches, as choroidal vessels look. */
  private double network(double x, double y) {
    double warp = 1.7 * Curves.noise(eye.texture() + 3, .9 * x, .9 * y);
    double u = .82 * x + .57 * y + warp;
    double v = .57 * x - .82 * y + warp;
    double coarse = Curves.noise(eye.texture() + 1, 1.3 * u, 1.1 * v);
    double fine = Curves.noise(eye.texture() + 2, 2.9 * v + u, 2.9 * u - v);
    double ridge = 1 - (2 * coarse - 1) * (2 * coarse - 1);
    double band = 1 - (2 * fine - 1) * (2 * fine - 1);
    return 1.4 * (.6 * ridge * ridge + .4 * band * band) - .4;
  }

  /** Nerve fibres shine around the disc and along the arcades. */
  private double sheen(double x, double y) {
    double dx = x - eye.discX();
    double dy = y - eye.discY();
    double around = gauss(dx * dx + dy * dy, 2.1);
    double arcade = Math.abs(dy) - 1.1 - .35 * Math.max(0, -dx);
    return .1 * around + .035 * gauss(arcade * arcade, .8) * gauss(dx * dx, 3.4);
  }

  /** The optic disc with its cup, over the retina and below the vessels. */
  void paintDisc(Canvas canvas) {
    double cos = StrictMath.cos(eye.discTilt());
    double sin = StrictMath.sin(eye.discTilt());
    double column = pose.column(eye.discX(), eye.discY());
    double row = pose.row(eye.discX(), eye.discY());
    Canvas.Window w = canvas.around(column, row, 1.6 * pose.pixelsPerMm());
    for (int j = w.firstRow(); j <= w.lastRow(); j++) {
      for (int i = w.firstColumn(); i <= w.lastColumn(); i++) {
        double dx = pose.eyeX(i, j) - eye.discX();
        double dy = pose.eyeY(i, j) - eye.discY();
        double u = (cos * dx - sin * dy) / eye.discWidth();
        double v = (sin * dx + cos * dy) / eye.discHeight();
        double q = Math.sqrt(u * u + v * v);
        int at = j * canvas.size + i;
        double crescent = .22 * Curves.ramp(1.28, 1.02, q) * (.4 - .6 * u);
        canvas.filter(at, 1 - .5 * crescent, 1 - crescent, 1 - crescent);
        double fibres = .92 + .16 * Curves.noise(eye.texture() + 5, 7 * dx, 7 * dy);
        double temporalPallor = .05 * (1 - u);
        double[] rim = {
          NEURAL_RIM[0] * fibres,
          (NEURAL_RIM[1] + temporalPallor) * fibres,
          (NEURAL_RIM[2] + temporalPallor) * fibres
        };
        canvas.blend(at, .93 * Curves.ramp(1.07, .93, q), rim);
        double cu = u + .1;
        double cup = Math.sqrt(cu * cu + v * v);
        canvas.blend(at, .85 * Curves.ramp(eye.cupRatio() + .2, eye.cupRatio() - .2, cup), CUP);
      }
    }
  }

  private static double gauss(double square, double width) {
    return Curves.decay(square / (2 * width * width));
  }
}
