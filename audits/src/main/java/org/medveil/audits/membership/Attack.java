package org.medveil.audits.membership;

/** Scores each patient's membership in one of the models; the others are its shadows. */
public interface Attack {
  /** Its name in reports. */
  String name();

  /**
   * Scores, higher for members.
   *
   * @param target the model that is attacked; who was in it is not looked at
   * @return one for each patient; of the population they mean nothing
   */
  double[] scores(Shadows shadows, int target);
}
