package org.medveil.audits.privacy;

import org.medveil.audits.membership.MemberScores;

/**
 * What one view found.
 *
 * @param view its name
 * @param hits counted on the held-apart half
 * @param bounds of the two rates at the level of reported bounds, this view taken alone
 * @param epsilonLow lower bound of ε at the claim's δ that follows; may be infinite
 * @param refutedAt the highest confidence, over all views together, at which the claim is refuted;
 *     0 if it is not at the level of alarms
 */
public record ViewFinding(
    String view, MemberScores.Hits hits, ErrorBounds bounds, double epsilonLow, double refutedAt) {
  /** Whether the claim cannot be true, by this view. */
  public boolean refuted() {
    return refutedAt > 0;
  }
}
