package org.medveil.audits.reidentification;

import java.io.Serializable;
import java.util.Arrays;

/** Some of the gallery for the search among other patients. */
public final class GalleryBlock implements Serializable {
  private static final long serialVersionUID = 1;

  private final int first;
  private final float[] mapped;
  private final long[] patients;
  private final int[] groups;

  private GalleryBlock(int first, float[] mapped, long[] patients, int[] groups) {
    this.first = first;
    this.mapped = mapped;
    this.patients = patients;
    this.groups = groups;
  }

  /**
   * @param gallery all
   * @param first place of the block's first image
   * @param size at most so many
   */
  public static GalleryBlock of(Searched gallery, int first, int size) {
    int end = Math.min(gallery.size(), first + size);
    long[] patients = new long[end - first];
    int[] groups = new int[end - first];
    for (int i = 0; i < patients.length; i++) {
      patients[i] = gallery.marks().patient(first + i);
      groups[i] = gallery.marks().group(first + i);
    }
    int width = gallery.width();
    return new GalleryBlock(
        first, Arrays.copyOfRange(gallery.mapped(), first * width, end * width), patients, groups);
  }

  int size() {
    return patients.length;
  }

  int width() {
    return mapped.length / patients.length;
  }

  int first() {
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
}
