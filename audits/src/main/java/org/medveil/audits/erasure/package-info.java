/**
 * Removing from vectors what should not be in them: demographics, site, identity. An eraser is an
 * affine map fitted on additive sums of a hospital's own rows. Fitted on exact sums it is made of
 * patients and stays in the house. Fitted on the one noisy sum of a release it may be used where
 * something leaves: {@link org.medveil.audits.erasure.MomentShape} has the proof.
 *
 * <p>What must not be here: attackers (they decide what was really removed), Spark, noise of its
 * own, a decision to spend.
 */
package org.medveil.audits.erasure;
