package org.medveil.dp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * {@code releases} releases of a vector of whole numbers (counts, histograms), each entry plus
 * independent discrete Gaussian noise of small scale. Adding or removing one unit changes at most
 * {@code coordinates} entries of one release, each by at most {@code shift}. Canonne, Kamath,
 * Steinke 2020.
 *
 * @param sigma parameter of the noise, P(x) ∝ exp(−x²/2σ²), finite, &gt; 0
 * @param shift largest change of an entry, at least 1
 * @param coordinates most entries that change, at least 1
 * @param releases at least 1
 */
public record DiscreteGaussian(double sigma, int shift, int coordinates, int releases)
    implements Mechanism {
  static final String TYPE = "discrete_gaussian";

  /** Refuses (exit 2) values outside the ranges above. */
  public DiscreteGaussian {
    MechanismMap.requirePositive("sigma", sigma);
    MechanismMap.requireAtLeastOne("shift", shift);
    MechanismMap.requireAtLeastOne("coordinates", coordinates);
    MechanismMap.requireAtLeastOne("releases", releases);
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", TYPE);
    map.put("sigma", sigma);
    map.put("shift", shift);
    map.put("coordinates", coordinates);
    map.put("releases", releases);
    return map;
  }

  /** Refuses (exit 77) missing, unknown or mistyped keys. */
  static DiscreteGaussian read(Map<String, ?> map) throws Refusal {
    MechanismMap in = new MechanismMap(TYPE, map, "sigma", "shift", "coordinates", "releases");
    return new DiscreteGaussian(
        in.real("sigma"), in.whole("shift"), in.whole("coordinates"), in.whole("releases"));
  }
}
