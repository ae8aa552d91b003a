package org.medveil.jobs.train;

import java.util.List;
import org.medveil.learning.ModelSpec;
import org.medveil.learning.ParameterRange;

/** The parameters that are trained, cut out of all of them; frozen ones never move. */
final class TrainedPart {
  private final List<ParameterRange> ranges;
  private final int length;

  TrainedPart(ModelSpec model) {
    this.ranges = model.trainableRanges();
    this.length = model.trainableCount();
  }

  int length() {
    return length;
  }

  float[] of(float[] all) {
    float[] part = new float[length];
    int at = 0;
    for (ParameterRange range : ranges) {
      System.arraycopy(all, range.offset(), part, at, range.length());
      at += range.length();
    }
    return part;
  }

  /** All parameters with this part in its place; the given ones are left alone. */
  float[] with(float[] all, float[] part) {
    float[] changed = all.clone();
    int at = 0;
    for (ParameterRange range : ranges) {
      System.arraycopy(part, at, changed, range.offset(), range.length());
      at += range.length();
    }
    return changed;
  }
}
