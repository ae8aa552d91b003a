package org.medveil.jobs.plan;

import java.util.Optional;
import org.medveil.jobs.cli.StrictObject;

/**
 * What one stage cost where it was measured.
 *
 * @param imagesMeasured largest number of images it was measured with
 * @param coreSeconds of an executor core, for an image
 * @param fixedSeconds whatever the number of images: Spark's start, planning, commits
 * @param shuffledBytes written for the shuffle, for an image
 * @param storedBytes in the table it writes, for an image
 * @param residentBytes largest resident memory of an executor of one core
 * @param efficiencyOfTwo T(1) / (2 T(2)), at most 1; empty when two were not measured
 */
record StageCost(
    long imagesMeasured,
    double coreSeconds,
    double fixedSeconds,
    double shuffledBytes,
    double storedBytes,
    double residentBytes,
    Optional<Double> efficiencyOfTwo) {
  static StageCost read(StrictObject object) {
    Optional<Double> efficiency = Optional.ofNullable(object.numberOrNull("efficiency_of_two"));
    object.check(
        efficiency.isEmpty() || (efficiency.get() > 0.5 && efficiency.get() <= 1),
        "efficiency_of_two",
        "must be null or in (0.5, 1]");
    return new StageCost(
        object.integer("images_measured", 1),
        object.positive("core_seconds_per_image"),
        object.notNegative("fixed_seconds"),
        object.notNegative("shuffled_bytes_per_image"),
        object.notNegative("stored_bytes_per_image"),
        object.positive("resident_bytes_per_executor"),
        efficiency);
  }

  /**
   * Seconds on so many cores, after Amdahl: the serial share is what the efficiency of two says. It
   * can be pessimistic, as driver and executors shared the two cores it was measured on.
   * Unmeasured, it is none.
   */
  double seconds(long images, int cores) {
    double serial = 1 / efficiencyOfTwo.orElse(1.0) - 1;
    return fixedSeconds + images * coreSeconds * (serial + (1 - serial) / cores);
  }
}
