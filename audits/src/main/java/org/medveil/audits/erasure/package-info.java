/**
 * Removing from vectors what should not be in them: demographics, site, identity. An eraser is an
 * affine map fitted on additive sums of a hospital's own rows; it stays in the house, because it is
 * made of patients and carries no noise.
 *
 * <p>What must not be here: attackers (they decide what was really removed), Spark, a {@code
 * Release}.
 */
package org.medveil.audits.erasure;
