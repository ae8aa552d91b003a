package org.medveil.dp;

import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * What was done to the data, in the accountant's words. Sealed: a new kind needs a proof, an
 * accountant that knows it and tests.
 */
public sealed interface Mechanism permits SubsampledGaussian {
  /** A JSON-ready description with the key {@code type}; {@link #fromMap} reads it back. */
  Map<String, Object> toMap();

  /**
   * The mechanism described by a map of {@link #toMap}.
   *
   * @throws Refusal exit 77 if the type, a key or a value is unknown: what cannot be read cannot be
   *     accounted for
   */
  static Mechanism fromMap(Map<String, ?> map) {
    Object type = map.get("type");
    if (SubsampledGaussian.TYPE.equals(type)) {
      return SubsampledGaussian.read(map);
    }
    throw Refusal.policy(
        "A mechanism of unknown type cannot be accounted for.",
        "Known: " + SubsampledGaussian.TYPE + ". Use the Medveil version that wrote the entry.");
  }
}
