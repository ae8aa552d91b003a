package org.medveil.imaging.burnedin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds lines of writing in a plane; no model, no dictionary, no reading. */
public final class TextDetector {
  /** Few false alarms: for images that need not carry text. */
  public static final TextDetector BALANCED = new TextDetector(3);

  /** Finds more and errs more: for images that are known or declared to carry text. */
  public static final TextDetector EAGER = new TextDetector(1);

  private final double least;

  TextDetector(double least) {
    this.least = least;
  }

  /**
   * Boxes around the writing found, with a margin, within the plane; none overlap others wholly.
   */
  public List<Box> detect(GreyPlane plane) {
    return find(plane).stream().map(Writing::box).toList();
  }

  /** As {@link #detect}, with scores. */
  List<Writing> find(GreyPlane plane) {
    return find(plane, Look.Before.NOTHING);
  }

  /**
   * As {@link #find(GreyPlane)}, of a masked plane; lines written as those found before count as
   * for {@link #EAGER}.
   */
  List<Writing> find(GreyPlane plane, Look.Before before) {
    List<Writing> found = new ArrayList<>();
    for (Seen line : new Look(plane, least, EAGER.least, before).lines()) {
      found.add(new Writing(line.box(), line.score(), line.hand()));
    }
    return Writing.merged(found);
  }

  static double range(GreyPlane plane) {
    int step = Math.max(1, plane.raw().length / 4096);
    int[] sample = new int[plane.raw().length / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = plane.raw()[i * step];
    }
    Arrays.sort(sample);
    return (double) sample[(int) (0.99 * (sample.length - 1))]
        - sample[(int) (0.01 * (sample.length - 1))];
  }
}
