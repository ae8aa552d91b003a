package org.medveil.imaging.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * Grows the retinal vessels of one eye out of its disc: four arcades of an artery and a vein each,
 * branching to the capillary-free zone around the fovea and to the edge of the field. Every turn is
 * addressed by its branch, so a small change of one branch leaves the others where they are.
 */
final class VesselTree {
  private static final double STEP = .16;
  private static final double REACH = 8.2;
  private static final double THINNEST = .024;

  private final EyeAnatomy eye;
  private final List<Vessel> vessels = new ArrayList<>(3000);

  private VesselTree(EyeAnatomy eye) {
    this.eye = eye;
  }

  /**
   * @param z this eye's anatomy
   * @return capsules, trunks before branches
   */
  static List<Vessel> grow(EyeAnatomy eye, Latent z) {
    VesselTree tree = new VesselTree(eye);
    for (int quadrant = 0; quadrant < 4; quadrant++) {
      for (int kind = 0; kind < 2; kind++) {
        tree.trunk(z.child(10 + 2 * quadrant + kind), quadrant, kind == 1);
      }
    }
    return tree.vessels;
  }

  /** Quadrants 0 and 1 run temporally above and below the macula, 2 and 3 nasally. */
  private void trunk(Latent z, int quadrant, boolean vein) {
    double up = quadrant % 2 == 0 ? -1 : 1;
    boolean temporal = quadrant < 2;
    double width = vein ? z.around(0, .165, .015) : z.around(0, .12, .012);
    double x = eye.discX() + .12 + .1 * z.normal(1);
    double y = eye.discY() + up * (vein ? .14 : .3) + .06 * z.normal(2);
    // Degrees above the nasal horizontal at the disc, then the bend per mm.
    double heading = temporal ? z.around(3, vein ? 97 : 110, 9) : z.around(3, vein ? 48 : 60, 12);
    double bend = temporal ? z.around(4, vein ? 17 : 15.5, 1.6) : z.around(4, -3, 3);
    Path path = new Path(x, y, Math.toRadians(heading), width, vein, 0);
    follow(path, z, up, new Course(temporal ? 10.5 : 7, Math.toRadians(bend), temporal));
  }

  private record Path(double x, double y, double heading, double width, boolean vein, int depth) {}

  /** Length in mm, bend in radians per mm, and whether the bend fades as arcades do. */
  private record Course(double length, double bend, boolean arcade) {}

  private void follow(Path start, Latent z, double up, Course course) {
    double x = start.x();
    double y = start.y();
    double heading = start.heading();
    double width = start.width();
    double wiggle = 0;
    double sinceBranch = start.depth() == 0 ? -.7 : .3 * z.uniform(5);
    double spacing = start.depth() == 0 ? 1.0 : .85;
    int steps = (int) (course.length() / STEP);
    int side = z.normal(6) > 0 ? 1 : -1;
    for (int i = 0; i < steps && width > THINNEST; i++) {
      wiggle = .78 * wiggle + .09 * z.normal(100 + i);
      double along = i * STEP;
      double fading = course.arcade() ? Curves.decay(Math.max(0, along - 3.9)) : 1;
      heading += course.bend() * fading * STEP + wiggle * .34;
      if (course.arcade()) {
        // Arcades keep their distance from the macula: they turn level, never down into it.
        double level = Math.toRadians(up * y < 2.4 ? 148 : 182);
        heading -= .3 * Math.max(0, heading - level);
      }
      double nextX = x + STEP * StrictMath.cos(heading);
      double nextY = y + up * STEP * StrictMath.sin(heading);
      if (outside(nextX, nextY)) {
        return;
      }
      vessels.add(new Vessel(x, y, nextX, nextY, width, start.vein()));
      x = nextX;
      y = nextY;
      width *= 1 - .25 * STEP / Math.max(1, course.length() - along + 1);
      sinceBranch += STEP;
      if (start.depth() < 3 && sinceBranch > spacing * (.6 + .8 * z.uniform(1000 + i))) {
        sinceBranch = 0;
        side = z.uniform(2000 + i) < .8 ? -side : side;
        Latent twig = z.child(i);
        double angle = side * Math.toRadians(twig.around(90, 48, 12));
        double thin = width * clamp(twig.around(91, .52, .13), .28, .85);
        Path branch = new Path(x, y, heading + angle, thin, start.vein(), start.depth() + 1);
        double length = clamp(thin * twig.around(92, 52, 14), .4, 5.5);
        double bend = -side * Math.toRadians(twig.around(93, 5, 7));
        width *= .965;
        follow(branch, twig, up, new Course(length, bend, false));
      }
    }
  }

  /** No vessels within the capillary-free zone or beyond the field. */
  private static boolean outside(double x, double y) {
    double square = x * x + y * y;
    double fromAxis = (x - .95) * (x - .95) + y * y;
    return square < .5 * .5 || fromAxis > REACH * REACH;
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
