package org.medveil.audits.reidentification;

/**
 * A linear map first, then another comparison.
 *
 * @param id for people
 * @param map from the vectors
 * @param then on what the map gives
 */
record Mapped(String id, LinearMap map, Comparison then) implements Comparison {
  @Override
  public int width() {
    return then.width();
  }

  @Override
  public float[] probes(float[] rows, int count) {
    return then.probes(map.apply(rows, count), count);
  }

  @Override
  public float[] gallery(float[] rows, int count) {
    return then.gallery(map.apply(rows, count), count);
  }

  @Override
  public String toString() {
    return id;
  }
}
