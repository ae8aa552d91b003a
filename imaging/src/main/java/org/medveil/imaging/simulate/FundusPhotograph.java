package org.medveil.imaging.simulate;

import java.util.List;

/** One photograph of one eye: the order in which the layers are painted. */
final class FundusPhotograph {
  private FundusPhotograph() {}

  /**
   * What stands before the camera.
   *
   * @param eye anatomy
   * @param vessels its vessels, trunks before branches
   * @param lesion atrophy at this visit
   */
  record Subject(EyeAnatomy eye, List<Vessel> vessels, LesionPainter.Lesion lesion) {}

  /** RGB, size by size, interleaved. */
  static byte[] take(Subject subject, Pose pose, Camera camera) {
    Canvas canvas = new Canvas(pose.size());
    RetinaPainter retina = new RetinaPainter(subject.eye(), pose);
    float[] choroid = retina.paint(canvas);
    new LesionPainter(pose, subject.eye(), subject.lesion()).paint(canvas, choroid);
    retina.paintDisc(canvas);
    new VesselPainter(pose).paint(canvas, subject.vessels());
    return camera.expose(canvas);
  }
}
