package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Arrays;

/** Some probes for the search among other patients: vectors, patients, groups, best mates. */
public final class ProbeBlock implements Serializable {
  private static final long serialVersionUID = 1;

  private final int first;
  private final float[] mapped;
  private final long[] patients;
  private final int[] groups;
  private final float[] best;

  private ProbeBlock(int first, float[] mapped, long[] patients, int[] groups, float[] best) {
    this.first = first;
    this.mapped = mapped;
    this.patients = patients;
    this.groups = groups;
    this.best = best;
  }

  /**
   * @param probes all
   * @param mates of all
   * @param first place of the block's first probe
   * @param size at most so many
   */
  public static ProbeBlock of(Searched probes, MateScores[] mates, int first, int size) {
    int end = Math.min(probes.size(), first + size);
    int count = end - first;
    long[] patients = new long[count];
    int[] groups = new int[count];
    float[] best = new float[count];
    for (int i = 0; i < count; i++) {
      patients[i] = probes.marks().patient(first + i);
      groups[i] = probes.marks().group(first + i);
      best[i] = mates[first + i].best();
    }
    int width = probes.width();
    return new ProbeBlock(
        first,
        Arrays.copyOfRange(probes.mapped(), first * width, end * width),
        patients,
        groups,
        best);
  }

  int size() {
    return patients.length;
  }

  int width() {
    return mapped.length / patients.length;
  }

  /** Place of the first probe among all. */
  public int first() {
    return first;
  }

  float[] mapped() {
    return mapped;
  }

  long patient(int index) {
    return patients[index];
  }

  int group(int index) {
    return groups[index];
  }

  float best(int index) {
    return best[index];
  }
}
