package org.medveil.audits;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** One image's vector with what is known of it. Immutable; the vector's values are finite. */
public final class AuditRow {
  private final ImageKey key;
  private final Acquisition acquisition;
  private final Traits traits;
  private final float[] vector;

  /**
   * @param key whose and which
   * @param acquisition how it was taken
   * @param traits of the person and the finding
   * @param vector at least one value, all finite; copied
   */
  public AuditRow(ImageKey key, Acquisition acquisition, Traits traits, float[] vector) {
    this.key = Objects.requireNonNull(key);
    this.acquisition = Objects.requireNonNull(acquisition);
    this.traits = Objects.requireNonNull(traits);
    this.vector = vector.clone();
    if (vector.length == 0 || !finite(this.vector)) {
      throw new IllegalArgumentException("a vector has at least one value and all are finite");
    }
  }

  /** Pseudonym of the patient. */
  public String subject() {
    return key.subject();
  }

  /** Pseudonym of the image. */
  public String instance() {
    return key.instance();
  }

  /** Whose and which. */
  public ImageKey key() {
    return key;
  }

  /** How it was taken. */
  public Acquisition acquisition() {
    return acquisition;
  }

  /** Of the person and the finding. */
  public Traits traits() {
    return traits;
  }

  /** Number of the visit, from 0. */
  public OptionalInt visit() {
    return acquisition.visit();
  }

  /** Eye or side. */
  public Optional<String> laterality() {
    return acquisition.laterality();
  }

  /** Hospital. */
  public Optional<String> site() {
    return acquisition.site();
  }

  /** Device. */
  public Optional<String> scanner() {
    return acquisition.scanner();
  }

  /** Sex. */
  public Optional<String> sex() {
    return traits.sex();
  }

  /** Age band. */
  public Optional<String> ageBand() {
    return traits.ageBand();
  }

  /** Ethnicity. */
  public Optional<String> ethnicity() {
    return traits.ethnicity();
  }

  /** The task's label. */
  public Optional<String> label() {
    return traits.label();
  }

  /** Values in the vector. */
  public int dimension() {
    return vector.length;
  }

  /** A copy of the vector. */
  public float[] vector() {
    return vector.clone();
  }

  /** Copies the vector to {@code target[at …]}. */
  public void copyTo(float[] target, int at) {
    System.arraycopy(vector, 0, target, at, vector.length);
  }

  /** The same image with another vector, e.g. an erased one. */
  public AuditRow withVector(float[] other) {
    return new AuditRow(key, acquisition, traits, other);
  }

  /** The same vector taken otherwise. */
  public AuditRow withAcquisition(Acquisition other) {
    return new AuditRow(key, other, traits, vector);
  }

  /** The same vector under another name. */
  public AuditRow withKey(ImageKey other) {
    return new AuditRow(other, acquisition, traits, vector);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditRow row
        && key.equals(row.key)
        && acquisition.equals(row.acquisition)
        && traits.equals(row.traits)
        && Arrays.equals(vector, row.vector);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(vector);
  }

  /** No pseudonym, no value: rows end up in logs. */
  @Override
  public String toString() {
    return "AuditRow[" + vector.length + " values]";
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
