package org.medveil.imaging.score;

import java.io.Serializable;
import java.util.Objects;

/**
 * What became of one requirement. Consistency can only be judged over all files, so such a verdict
 * is a claim first.
 *
 * @param series patient, study and series of the original file
 * @param outcome passed, failed, or claimed
 * @param reason why it failed, a fixed phrase; empty otherwise
 * @param claim what must hold over all files; null unless claimed
 */
public record Verdict(
    Requirement requirement, String series, Outcome outcome, String reason, Claim claim)
    implements Serializable {
  /** How a requirement stands. */
  public enum Outcome {
    /** Kept. */
    PASSED,
    /** Not kept. */
    FAILED,
    /** To be settled over all files. */
    CLAIMED
  }

  /**
   * That one old value became one new value.
   *
   * @param kind UIDs, patient IDs, or the dates of a patient
   */
  public record Claim(Kind kind, String before, String after) implements Serializable {
    /** What must be one-to-one. */
    public enum Kind {
      /** Old UID to new UID, one-to-one. */
      UID,
      /** Old patient ID to new patient ID, one-to-one. */
      PATIENT,
      /** Patient to days shifted, one for each patient. */
      SHIFT
    }

    /** Without the values. */
    @Override
    public String toString() {
      return "Claim[" + kind + "]";
    }
  }

  public Verdict {
    Objects.requireNonNull(requirement);
    Objects.requireNonNull(series);
    Objects.requireNonNull(reason);
    if ((outcome == Outcome.CLAIMED) != (claim != null)) {
      throw new IllegalArgumentException("a claim, exactly when claimed");
    }
  }

  static Verdict of(Requirement requirement, String series, Finding finding) {
    return new Verdict(requirement, series, finding.outcome(), finding.reason(), finding.claim());
  }

  /** A claim that holds, or does not. */
  Verdict settled(boolean holds, String reason) {
    return new Verdict(
        requirement, series, holds ? Outcome.PASSED : Outcome.FAILED, holds ? "" : reason, null);
  }

  /** Without any value. */
  @Override
  public String toString() {
    return requirement + " " + outcome + (reason.isEmpty() ? "" : ": " + reason);
  }
}
