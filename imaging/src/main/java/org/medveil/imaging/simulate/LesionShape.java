package org.medveil.imaging.simulate;

/**
 * Outline of an atrophic lesion around the fovea: an irregular ellipse in polar form whose area is
 * exactly what is asked for.
 */
final class LesionShape {
  private static final int ANGLES = 720;
  private final double[] radius = new double[ANGLES];
  private final double centreX;
  private final double centreY;

  /**
   * @param z the eye's lesion stream: two photographs with equal streams get one outline, scaled
   * @param area in mm², above 0
   */
  LesionShape(Latent z, double area) {
    centreX = z.around(0, 0, .12);
    centreY = z.around(1, 0, .1);
    double stretch = z.around(2, .1, .05);
    double axis = z.around(3, 0, .3);
    double sum = 0;
    for (int i = 0; i < ANGLES; i++) {
      double angle = 2 * Math.PI * i / ANGLES;
      double r = 1 + stretch * StrictMath.cos(2 * (angle - axis));
      for (int k = 3; k <= 11; k++) {
        double size = .16 / k;
        r += size * clip(z.normal(2 * k)) * StrictMath.cos(k * angle);
        r += size * clip(z.normal(2 * k + 1)) * StrictMath.sin(k * angle);
      }
      radius[i] = Math.max(.3, r);
      sum += radius[i] * radius[i];
    }
    double scale = Math.sqrt(area / (sum * Math.PI / ANGLES));
    for (int i = 0; i < ANGLES; i++) {
      radius[i] *= scale;
    }
  }

  double centreX() {
    return centreX;
  }

  double centreY() {
    return centreY;
  }

  /** Largest distance of the outline from the centre, mm. */
  double reach() {
    double most = 0;
    for (double r : radius) {
      most = Math.max(most, r);
    }
    return most;
  }

  /** Distance of the outline from the centre towards this point of the eye's frame, mm. */
  double radiusTowards(double x, double y) {
    double turn = StrictMath.atan2(y - centreY, x - centreX) / (2 * Math.PI);
    double at = (turn - Math.floor(turn)) * ANGLES;
    int low = (int) at % ANGLES;
    double rest = at - Math.floor(at);
    return radius[low] + rest * (radius[(low + 1) % ANGLES] - radius[low]);
  }

  /** Area of the polygon in mm². */
  double area() {
    double twice = 0;
    double sine = StrictMath.sin(2 * Math.PI / ANGLES);
    for (int i = 0; i < ANGLES; i++) {
      twice += radius[i] * radius[(i + 1) % ANGLES] * sine;
    }
    return twice / 2;
  }

  private static double clip(double z) {
    return Math.max(-2, Math.min(2, z));
  }
}
