package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * {@code releases} selections by the exponential mechanism (also: the largest of scores plus Gumbel
 * noise). Its privacy losses over all outcomes lie in an interval of width {@code range} (bounded
 * range; Dong, Durfee, Rogers 2020), which composes better than the pure ε = range it implies.
 *
 * @param range η: 2Δ/scale for scores that one unit moves by at most Δ in either direction, Δ/scale
 *     where all move in the same direction; finite, &gt; 0
 * @param releases at least 1
 */
public record ExponentialMechanism(double range, int releases) implements Mechanism {
  static final String TYPE = "exponential_mechanism";

  /** Refuses (exit 2) values outside the ranges above. */
  public ExponentialMechanism {
    MechanismMap.requirePositive("range", range);
    MechanismMap.requireAtLeastOne("releases", releases);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", TYPE);
    map.put("range", range);
    map.put("releases", releases);
    return map;
  }

  /** Refuses (exit 77) missing, unknown or mistyped keys. */
  static ExponentialMechanism read(Map<String, ?> map) throws Refusal {
    MechanismMap in = new MechanismMap(TYPE, map, "range", "releases");
    return new ExponentialMechanism(in.real("range"), in.whole("releases"));
  }
}
