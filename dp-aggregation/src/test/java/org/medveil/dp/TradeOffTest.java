package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Trade-off curves, group privacy and the exact Gaussian. */
class TradeOffTest {
  @Test
  void golden_bound_of_an_attack_on_a_gaussian() {
    assertEquals(0.0183, new GaussianDp(1).largestTruePositiveRate(0.001), 5e-5);
    assertEquals(0.99846, new GaussianDp(6).largestTruePositiveRate(0.0012), 2e-3);
  }

  @Property(tries = 20)
  void a_profile_bounds_the_attack_as_the_exact_gaussian_does(
      @ForAll @DoubleRange(min = 0.3, max = 3) double mu,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    PrivacyProfile profile =
        new PldAccountant().profile(List.of(new SubsampledGaussian(1, 1 / mu, 1)));
    double exact = new GaussianDp(mu).largestTruePositiveRate(rate);
    double bound = TradeOff.of(profile).largestTruePositiveRate(rate);
    assertTrue(bound >= exact - 1e-9, () -> bound + " is below " + exact);
    assertEquals(exact, bound, 2e-4);
  }

  @Test
  void advantage_of_the_attacker_is_delta_at_zero() {
    PldAccountant accountant = new PldAccountant();
    List<Mechanism> run = List.of(new SubsampledGaussian(0.05, 2, 200));
    PrivacyProfile profile = accountant.profile(run);
    TradeOff tradeOff = TradeOff.of(profile);
    assertEquals(profile.delta(0), tradeOff.membershipAdvantage());
    double largest = 0;
    List<TradeOff.Point> curve = tradeOff.curve(400);
    assertEquals(401, curve.size());
    for (TradeOff.Point point : curve) {
      double advantage = 1 - point.falseNegativeRate() - point.falsePositiveRate();
      largest = Math.max(largest, advantage);
    }
    assertEquals(tradeOff.membershipAdvantage(), largest, 1e-3);
    assertTrue(tradeOff.largestTruePositiveRate(0) < 1e-9);
    assertEquals(1, tradeOff.largestTruePositiveRate(1));
  }

  @Test
  void one_pair_alone_bounds_the_attack() {
    PrivacyBudget known = new PrivacyBudget(Math.log(3), 0.01);
    assertEquals(0.31, TradeOff.largestTruePositiveRate(known, 0.1), 1e-12);
    assertEquals(1 - 0.09 / 3, TradeOff.largestTruePositiveRate(known, 0.9), 1e-12);
  }

  @Property(tries = 30)
  void a_group_costs_at_least_what_the_exact_gaussian_says(
      @ForAll @DoubleRange(min = 0.05, max = 0.8) double mu,
      @ForAll @IntRange(min = 1, max = 6) int units) {
    double exact = GroupPrivacy.of(new GaussianDp(mu), units).epsilon(1e-5);
    PrivacyProfile profile =
        new PldAccountant().profile(List.of(new SubsampledGaussian(1, 1 / mu, 1)));
    double group = GroupPrivacy.epsilon(profile, units, 1e-5);
    assertTrue(group >= exact);
    assertTrue(group <= 1.8 * exact + 0.01, () -> group + " for " + exact);
    if (units == 1) {
      assertEquals(exact, group, 1e-6 * exact + 1e-7);
    }
  }

  @Test
  void a_pair_grows_with_the_group() {
    GroupPrivacy.Bound three = GroupPrivacy.of(new PrivacyBudget(Math.log(2), 1e-6), 3);
    assertEquals(3 * Math.log(2), three.epsilon(), 1e-12);
    assertEquals(7e-6, three.delta(), 1e-17);
    assertEquals(1, GroupPrivacy.of(new PrivacyBudget(5, 1e-3), 1000).delta());
  }
}
