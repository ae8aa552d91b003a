package org.medveil.imaging.simulate;

import java.util.List;

/** Paints vessels as columns of blood that absorb light, mostly green and blue. */
final class VesselPainter {
  private final Pose pose;
  private final float[] veins;
  private final float[] arteries;
  private final float[] reflex;

  VesselPainter(Pose pose) {
    this.pose = pose;
    int pixels = pose.size() * pose.size();
    this.veins = new float[pixels];
    this.arteries = new float[pixels];
    this.reflex = new float[pixels];
  }

  void paint(Canvas canvas, List<Vessel> vessels) {
    for (Vessel vessel : vessels) {
      stamp(canvas, vessel);
    }
    for (int at = 0; at < veins.length; at++) {
      double vein = veins[at];
      double artery = arteries[at];
      if (vein + artery > 0) {
        double glow = 1 + .22 * reflex[at];
        canvas.filter(
            at,
            glow * Curves.decay(.42 * vein + .2 * artery),
            glow * Curves.decay(.88 * vein + .7 * artery),
            glow * Curves.decay(.75 * vein + .62 * artery));
      }
    }
  }

  private void stamp(Canvas canvas, Vessel vessel) {
    double x0 = pose.column(vessel.fromX(), vessel.fromY());
    double y0 = pose.row(vessel.fromX(), vessel.fromY());
    double dx = pose.column(vessel.toX(), vessel.toY()) - x0;
    double dy = pose.row(vessel.toX(), vessel.toY()) - y0;
    double half = .5 * vessel.width() * pose.pixelsPerMm();
    double length = dx * dx + dy * dy;
    // Below a pixel's width a vessel gets fainter, not wider.
    double strength = Math.min(1, .1 + 1.05 * half);
    double drawn = Math.max(half, .5);
    float[] mask = vessel.vein() ? veins : arteries;
    double reach = Math.sqrt(length) / 2 + drawn + 1;
    Canvas.Window w = canvas.around(x0 + dx / 2, y0 + dy / 2, reach);
    for (int j = w.firstRow(); j <= w.lastRow(); j++) {
      for (int i = w.firstColumn(); i <= w.lastColumn(); i++) {
        double px = i - x0;
        double py = j - y0;
        double t = Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        double ex = px - t * dx;
        double ey = py - t * dy;
        double distance = Math.sqrt(ex * ex + ey * ey);
        double cover = strength * Math.max(0, Math.min(1, drawn + .5 - distance));
        int at = j * canvas.size + i;
        if (cover > mask[at]) {
          mask[at] = (float) cover;
        }
        if (half > .8) {
          double line = Math.max(0, 1 - distance / (.5 * half));
          reflex[at] = Math.max(reflex[at], (float) (vessel.vein() ? .4 * line : line));
        }
      }
    }
  }
}
