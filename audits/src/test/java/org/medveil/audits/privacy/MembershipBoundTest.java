package org.medveil.audits.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medveil.audits.membership.PooledRates;
import org.medveil.audits.statistics.Estimate;
import org.medveil.dp.SubsampledGaussian;
import org.medveil.dp.evaluation.Interval;

class MembershipBoundTest {
  /** μ = 1: at 0.1 % false positives no attack finds more than 1.83 %. */
  private final Claim claim = new Claim(new SubsampledGaussian(1, 10, 100), 1e-5);

  @Test
  void theBoundToTheDigits() {
    assertEquals(0.0183, claim.largestTruePositiveRate(0.001), 5e-5);
  }

  @Test
  void farAboveTheBoundIsRefutedAndJustAboveItIsNot() {
    assertTrue(refuted(0.9, 0.05, 200));
    assertFalse(refuted(0.03, 0.001, 200), "200 patients cannot tell 3 % from 1.8 %");
    assertFalse(refuted(0.9, 0.0, 10), "nor can ten tell anything");
  }

  private boolean refuted(double found, double accused, int patients) {
    PooledRates.Point point = new PooledRates.Point(rate(found), rate(accused));
    return MembershipBound.refuted(claim, List.of(point), patients, 6, 0.99);
  }

  private static Estimate rate(double value) {
    return new Estimate(value, new Interval(value, value), 10, 1000);
  }
}
