package org.medveil.audits.reidentification;

import java.io.Serializable;

/**
 * What a search keeps.
 *
 * @param nearest other patients' images to list for each probe, 1 … 1000
 * @param stride every stride-th pair of a probe gives a score of different patients, at least 1
 * @param seed shifts the strides
 */
public record ScanSettings(int nearest, int stride, long seed) implements Serializable {
  /** Refuses sizes that are none. */
  public ScanSettings {
    if (nearest < 1 || nearest > 1000 || stride < 1) {
      throw new IllegalArgumentException("1 to 1000 neighbours and a stride of at least 1");
    }
  }

  /** So that about {@code pairs} scores of different patients are kept in all. */
  public static ScanSettings keeping(long pairs, long probes, long gallery, long seed) {
    long stride = Math.max(1, Math.min(gallery, probes * gallery / Math.max(1, pairs)));
    return new ScanSettings(10, (int) stride, seed);
  }
}
