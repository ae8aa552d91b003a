package org.medveil.audits.reidentification;

import java.io.Serializable;

/**
 * An attacker's measure of likeness: the inner product of two maps, one for probes and one for the
 * gallery. Higher is more alike. Immutable, so that many tasks may use it.
 */
public interface Comparison extends Serializable {
  /** For people, e.g. {@code cosine}. */
  String id();

  /** Floats of a mapped vector. */
  int width();

  /**
   * Maps probes.
   *
   * @param rows vectors, row after row
   * @param count how many
   * @return count × {@link #width()} floats
   */
  float[] probes(float[] rows, int count);

  /** Maps the gallery; as {@link #probes}. */
  float[] gallery(float[] rows, int count);
}
