package org.medveil.imaging.simulate;

/**
 * Paints macular atrophy: a pale grey field through which the choroid shows, pigment clumps at its
 * border, a bright rim as wide and strong as the lesion is active, and yellow flecks around it.
 */
final class LesionPainter {
  private static final double[] ATROPHY = {.88, .66, .43};
  private static final double[] RIM = {.98, .72, .33};
  private static final double[] FLECK = {.97, .75, .4};
  private static final double[] CLUMP = {.2, .1, .07};

  private final Pose pose;
  private final EyeAnatomy eye;
  private final Lesion lesion;

  /**
   * What to paint.
   *
   * @param shape outline at this visit
   * @param activity standard normal
   * @param years since the first visit
   * @param spots the eye's stream of fleck and clump positions
   */
  record Lesion(LesionShape shape, double activity, double years, Latent spots) {
    /** Width of the bright rim, mm. */
    double rimWidth() {
      return Math.max(.05, .2 + .09 * activity);
    }

    /** Strength of the bright rim, 0..1. */
    double rimStrength() {
      return Math.max(.05, Math.min(.8, .3 + .15 * activity));
    }

    /** Flecks in the field. */
    int flecks() {
      return (int) Math.min(220, (34 + 4 * years) * StrictMath.exp(.5 * activity));
    }
  }

  LesionPainter(Pose pose, EyeAnatomy eye, Lesion lesion) {
    this.pose = pose;
    this.eye = eye;
    this.lesion = lesion;
  }

  void paint(Canvas canvas, float[] choroid) {
    for (int i = 0; i < lesion.flecks(); i++) {
      fleck(canvas, lesion.spots().child(i));
    }
    field(canvas, choroid);
  }

  private void field(Canvas canvas, float[] choroid) {
    LesionShape shape = lesion.shape();
    double shade = 1 - .26 * eye.pigment();
    double[] ground = new double[3];
    double column = pose.column(shape.centreX(), shape.centreY());
    double row = pose.row(shape.centreX(), shape.centreY());
    double radius = (shape.reach() + 3 * lesion.rimWidth() + .4) * pose.pixelsPerMm();
    Canvas.Window w = canvas.around(column, row, radius);
    for (int j = w.firstRow(); j <= w.lastRow(); j++) {
      for (int i = w.firstColumn(); i <= w.lastColumn(); i++) {
        double x = pose.eyeX(i, j);
        double y = pose.eyeY(i, j);
        double dx = x - shape.centreX();
        double dy = y - shape.centreY();
        double beyond = Math.sqrt(dx * dx + dy * dy) - shape.radiusTowards(x, y);
        int at = j * canvas.size + i;
        double patchy = .55 + .9 * Curves.noise(eye.texture() + 21, 4 * x, 4 * y);
        double rim =
            Curves.ramp(-.06, .05, beyond) * Curves.decay(Math.max(0, beyond) / lesion.rimWidth());
        canvas.blend(at, Math.min(.9, lesion.rimStrength() * patchy * rim), RIM);
        double inside = Curves.ramp(.06, -.07, beyond);
        double mottled = .88 + .24 * Curves.noise(eye.texture() + 22, 6 * x, 6 * y);
        for (int c = 0; c < 3; c++) {
          double vesselled = 1 - (c == 0 ? .08 : .2) * (choroid[at] - .4);
          ground[c] = ATROPHY[c] * shade * mottled * vesselled;
        }
        canvas.blend(at, .8 * inside, ground);
        double border = Curves.decay(Math.abs(beyond + .1) / .12) + .2 * inside;
        double clump = Curves.noise(eye.texture() + 23, 4.4 * x, 4.4 * y);
        canvas.blend(at, .6 * Math.min(1, border) * Curves.ramp(.58, .85, clump), CLUMP);
      }
    }
  }

  /** A fish-tail of about .2 by .08 mm, denser near the lesion. */
  private void fleck(Canvas canvas, Latent z) {
    double angle = 2 * Math.PI * z.uniform(0);
    double distance = Math.abs(z.around(1, 0, 1.15));
    LesionShape shape = lesion.shape();
    double ux = StrictMath.cos(angle);
    double uy = StrictMath.sin(angle);
    double edge = shape.radiusTowards(shape.centreX() + ux, shape.centreY() + uy);
    double x = shape.centreX() + ux * (edge + .12 + distance);
    double y = shape.centreY() + uy * (edge + .12 + distance);
    double fromDiscX = x - eye.discX();
    double fromDiscY = y - eye.discY();
    if (fromDiscX * fromDiscX + fromDiscY * fromDiscY < 1.25 * 1.25) {
      return; // the zone around the disc is spared
    }
    double lean = Math.PI * z.uniform(2);
    double cos = StrictMath.cos(lean);
    double sin = StrictMath.sin(lean);
    double length = Math.max(.07, z.around(3, .15, .04));
    double breadth = Math.max(.04, z.around(4, .065, .015));
    double strength = Math.max(.1, z.around(5, .5, .12));
    double reach = 2 * length * pose.pixelsPerMm();
    Canvas.Window w = canvas.around(pose.column(x, y), pose.row(x, y), reach);
    for (int j = w.firstRow(); j <= w.lastRow(); j++) {
      for (int i = w.firstColumn(); i <= w.lastColumn(); i++) {
        double dx = pose.eyeX(i, j) - x;
        double dy = pose.eyeY(i, j) - y;
        double along = (cos * dx + sin * dy) / length;
        double bowed = -sin * dx + cos * dy - .25 * length * along * along;
        double across = bowed / breadth;
        double near = Curves.decay(along * along + across * across);
        canvas.blend(j * canvas.size + i, strength * near, FLECK);
      }
    }
  }
}
