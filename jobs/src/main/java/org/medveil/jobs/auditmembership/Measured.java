package org.medveil.jobs.auditmembership;

import java.util.List;
import java.util.Optional;
import org.medveil.audits.membership.MembershipAudit;
import org.medveil.audits.privacy.Claim;
import org.medveil.audits.privacy.MembershipBound;

/**
 * One way of training, attacked.
 *
 * @param name of the training
 * @param claim that it makes; empty without privacy
 * @param auroc of its models on patients they have not seen, the mean
 * @param results of each attack
 */
record Measured(
    String name, Optional<Claim> claim, double auroc, List<MembershipAudit.Result> results) {

  /** Whether an attack does better than the claim allows, beyond its error. */
  boolean refuted(double level) {
    int tests = results.stream().mapToInt(result -> result.apart().size()).sum();
    return claim.isPresent()
        && results.stream()
            .anyMatch(
                result ->
                    MembershipBound.refuted(
                        claim.get(), result.apart(), result.all().patients(), tests, level));
  }
}
