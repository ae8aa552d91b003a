package org.medveil.learning;

import java.io.Serializable;
import java.util.List;

/**
 * All training examples of one patient: the unit that is sampled, clipped and protected.
 *
 * @param subjectKey pseudonym of the patient, not blank
 * @param features one vector per image, all of one length, at least one; not copied, so the caller
 *     must leave them alone
 * @param labels the class of each image, 0 or above, as many as vectors
 */
public record PatientExamples(String subjectKey, float[][] features, int[] labels)
    implements Serializable {
  /** Checks the shape; values are judged where they are clipped. */
  public PatientExamples {
    if (subjectKey == null || subjectKey.isBlank()) {
      throw new IllegalArgumentException("a patient has a pseudonym");
    }
    if (features.length == 0 || features.length != labels.length) {
      throw new IllegalArgumentException("a patient has at least one image, each with one label");
    }
    for (float[] vector : features) {
      if (vector.length != features[0].length) {
        throw new IllegalArgumentException("all vectors of a patient have the same length");
      }
    }
    for (int label : labels) {
      if (label < 0) {
        throw new IllegalArgumentException("a label is a class number, 0 or above");
      }
    }
  }

  /**
   * One image.
   *
   * @param features its vector
   * @param label its class, 0 or above
   */
  public record Example(float[] features, int label) implements Serializable {}

  /** A patient of these images, in their order. */
  public static PatientExamples of(String subjectKey, List<Example> images) {
    return new PatientExamples(
        subjectKey,
        images.stream().map(Example::features).toArray(float[][]::new),
        images.stream().mapToInt(Example::label).toArray());
  }

  /** Number of images. */
  public int size() {
    return labels.length;
  }

  /** Says nothing about the patient. */
  @Override
  public String toString() {
    return "PatientExamples";
  }
}
