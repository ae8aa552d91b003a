package org.medveil.dp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medveil.contracts.ExitCode;

/** A mechanism that cannot be read exactly is not read at all. */
class MechanismTest {
  @Property
  void json_round_trip(
      @ForAll @DoubleRange(min = 0.01, max = 1) double q,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double sigma,
      @ForAll @IntRange(min = 1) int steps)
      throws Exception {
    Mechanism mechanism = new SubsampledGaussian(q / 3, sigma / 3, steps);
    String json = Json.compact(mechanism.toMap());
    assertEquals(mechanism, Mechanism.fromMap(Json.toMap(Json.parse(json))));
  }

  @Test
  void unknown_types_keys_and_values_are_refused() {
    Map<String, Object> good = new SubsampledGaussian(0.5, 1, 3).toMap();
    refused(good, "type", "laplace");
    refused(good, "type", null);
    refused(good, "steps", 3.5);
    refused(good, "steps", "3");
    refused(good, "noise_multiplier", "1");
    refused(good, "comment", "trust me");
    Map<String, Object> less = new HashMap<>(good);
    less.remove("sampling_rate");
    JdbcLedgerTest.assertRefused(ExitCode.POLICY_REFUSED, () -> Mechanism.fromMap(less));
  }

  private static void refused(Map<String, Object> good, String key, Object value) {
    Map<String, Object> bad = new HashMap<>(good);
    bad.put(key, value);
    JdbcLedgerTest.assertRefused(ExitCode.POLICY_REFUSED, () -> Mechanism.fromMap(bad));
  }
}
