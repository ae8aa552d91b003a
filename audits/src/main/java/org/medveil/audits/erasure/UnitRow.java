package org.medveil.audits.erasure;

import java.util.Objects;

/**
 * One image of a patient in the sums of a release.
 *
 * @param unit what identity erasure is to hide, within the patient: an eye, or a side
 * @param values (x, z, y): the vector as {@link PublicView} gives it, then the traits to erase and
 *     the task, each public in kind and between −1 and 1
 */
public record UnitRow(String unit, double[] values) {
  /** Checks that both are there. */
  public UnitRow {
    Objects.requireNonNull(unit);
    Objects.requireNonNull(values);
  }

  /** No value in a log. */
  @Override
  public String toString() {
    return "UnitRow";
  }
}
