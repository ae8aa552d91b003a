package org.medveil.dp;

import java.util.Map;
import org.medveil.contracts.Refusal;

/**
 * What was done to the data, in the accountant's words. Sealed: a new kind needs a proof, an
 * accountant that knows it and tests.
 */
public sealed interface Mechanism
    permits SubsampledGaussian,
        ToeplitzGaussian,
        DiscreteGaussian,
        DiscreteLaplace,
        ExponentialMechanism,
        ApproximateDp {
  /** A JSON-ready description with the key {@code type}; {@link #fromMap} reads it back. */
  Map<String, Object> toMap();

  /**
   * The mechanism described by a map of {@link #toMap}.
   *
   * @throws Refusal exit 77 if the type, a key or a value is unknown: what cannot be read cannot be
   *     accounted for
   */
  static Mechanism fromMap(Map<String, ?> map) {
    return switch (String.valueOf(map.get("type"))) {
      case SubsampledGaussian.TYPE -> SubsampledGaussian.read(map);
      case ToeplitzGaussian.TYPE -> ToeplitzGaussian.read(map);
      case DiscreteGaussian.TYPE -> DiscreteGaussian.read(map);
      case DiscreteLaplace.TYPE -> DiscreteLaplace.read(map);
      case ExponentialMechanism.TYPE -> ExponentialMechanism.read(map);
      case ApproximateDp.TYPE -> ApproximateDp.read(map);
      default ->
          throw Refusal.policy(
              "A mechanism of unknown type cannot be accounted for.",
              "docs/verbs/account.md lists the known types. Use the Medveil version that wrote it.");
    };
  }
}
