package org.medveil.imaging.simulate;

/**
 * How the camera looked at the eye: from pixels to millimetres of the eye's frame and back. A left
 * eye is the mirror image of the same frame.
 *
 * @param size side of the image, pixels
 * @param centreX what the optical axis points at, eye frame
 * @param centreY what the optical axis points at, eye frame
 * @param cosine of the head's tilt
 * @param sine of the head's tilt
 * @param side R or L
 */
record Pose(int size, double centreX, double centreY, double cosine, double sine, Laterality side) {
  /** Radius of the field of view on the retina, mm: 45 degrees at .288 mm per degree. */
  static final double FIELD_MM = 6.5;

  /** Radius of the bright circle over half the image's side: just inside the inscribed circle. */
  static final double FIELD_FRACTION = .985;

  static Pose of(int size, Laterality side, Draw gaze) {
    double tilt = .035 * clip(gaze.normal(0));
    return new Pose(
        size,
        .95 + .2 * clip(gaze.normal(1)),
        -.1 + .18 * clip(gaze.normal(2)),
        StrictMath.cos(tilt),
        StrictMath.sin(tilt),
        side);
  }

  double pixelsPerMm() {
    return FIELD_FRACTION * size / 2 / FIELD_MM;
  }

  double eyeX(double column, double row) {
    double u = across(column);
    double v = down(row);
    return centreX + cosine * u - sine * v;
  }

  double eyeY(double column, double row) {
    double u = across(column);
    double v = down(row);
    return centreY + sine * u + cosine * v;
  }

  double column(double x, double y) {
    double u = (cosine * (x - centreX) + sine * (y - centreY)) * pixelsPerMm();
    return (side == Laterality.R ? u : -u) + (size - 1) / 2.0;
  }

  double row(double x, double y) {
    return (-sine * (x - centreX) + cosine * (y - centreY)) * pixelsPerMm() + (size - 1) / 2.0;
  }

  private double across(double column) {
    double u = (column - (size - 1) / 2.0) / pixelsPerMm();
    return side == Laterality.R ? u : -u;
  }

  private double down(double row) {
    return (row - (size - 1) / 2.0) / pixelsPerMm();
  }

  private static double clip(double z) {
    return Math.max(-2.5, Math.min(2.5, z));
  }
}
