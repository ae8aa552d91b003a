package org.medveil.jobs.eraserrelease;

import java.nio.file.Path;
import java.util.Optional;
import org.medveil.audits.erasure.ErasurePlan;
import org.medveil.contracts.Refusal;
import org.medveil.dp.PrivacyBudget;

/**
 * What a release is asked for; all of it is public.
 *
 * @param plan what is erased and kept
 * @param projection values of the public projection; empty for all
 * @param radius public radius of the vectors; empty for that of synthetic images
 * @param budget of this release, unit patient, add/remove one
 * @param expectedPatients a public number, for the forecast alone
 * @param acceptWeak whether to spend although the forecast says that it will not help
 * @param encoder name of the encoder
 * @param encoderCard its card, if it needs one
 * @param out file of the eraser
 */
record ReleaseSettings(
    ErasurePlan plan,
    Optional<Integer> projection,
    Optional<Double> radius,
    PrivacyBudget budget,
    long expectedPatients,
    boolean acceptWeak,
    String encoder,
    Optional<Path> encoderCard,
    Path out) {
  ReleaseSettings {
    if (radius.filter(r -> !(r > 0 && r <= Double.MAX_VALUE)).isPresent()) {
      throw Refusal.usage("--radius is a number above 0", "leave it out for the usual one");
    }
    if (expectedPatients < 1) {
      throw Refusal.usage(
          "--expected-patients is a number above 0", "e.g. what cohort-summary released");
    }
  }
}
