package org.medveil.audits;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an image was taken, as far as it is known.
 *
 * @param visit number of the patient's visit, from 0
 * @param laterality the eye or side, e.g. {@code L}
 * @param site hospital
 * @param scanner device
 */
public record Acquisition(
    OptionalInt visit,
    Optional<String> laterality,
    Optional<String> site,
    Optional<String> scanner) {
  /** Nothing is known. */
  public static final Acquisition UNKNOWN =
      new Acquisition(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Refuses null and negative visits. */
  public Acquisition {
    Objects.requireNonNull(laterality);
    Objects.requireNonNull(site);
    Objects.requireNonNull(scanner);
    if (visit.isPresent() && visit.getAsInt() < 0) {
      throw new IllegalArgumentException("visits are numbered from 0");
    }
  }

  /** The same with another visit. */
  public Acquisition atVisit(int number) {
    return new Acquisition(OptionalInt.of(number), laterality, site, scanner);
  }

  /** Not a patient's values: rows end up in logs. */
  @Override
  public String toString() {
    return "Acquisition[not shown]";
  }
}
