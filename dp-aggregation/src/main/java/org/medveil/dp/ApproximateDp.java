package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * {@code releases} releases of which only the guarantee (ε, δ) under add/remove is known: a
 * thresholded release, another system's query. Accounted as the worst that has this guarantee
 * (Kairouz, Oh, Viswanath 2015).
 *
 * @param epsilon finite, at least 0
 * @param delta in [0, 1)
 * @param releases at least 1
 */
public record ApproximateDp(double epsilon, double delta, int releases) implements Mechanism {
  static final String TYPE = "approximate_dp";

  /** Refuses (exit 2) values outside the ranges above. */
  public ApproximateDp {
    if (!(epsilon >= 0 && epsilon <= Double.MAX_VALUE) || !(delta >= 0 && delta < 1)) {
      throw Refusal.usage(
          "An (epsilon, delta) event needs a finite epsilon of at least 0 and a delta in [0, 1).",
          "Give the guarantee that was proven for it.");
    }
    MechanismMap.requireAtLeastOne("releases", releases);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", TYPE);
    map.put("epsilon", epsilon);
    map.put("delta", delta);
    map.put("releases", releases);
    return map;
  }

  /** Refuses (exit 77) missing, unknown or mistyped keys. */
  static ApproximateDp read(Map<String, ?> map) throws Refusal {
    MechanismMap in = new MechanismMap(TYPE, map, "epsilon", "delta", "releases");
    return new ApproximateDp(in.real("epsilon"), in.real("delta"), in.whole("releases"));
  }
}
